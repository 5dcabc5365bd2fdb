import type { Field } from '../../forms/Field';
import { enabled } from './common';
import type { Vendor } from './Vendor';

const employees: readonly Field[] = [
  {
    key: 'managers',
    kind: 'rows',
    shape: 'objects',
    label: 'digitalrop.managers',
    hint: 'digitalrop.managers_hint',
    columns: [
      { key: '', kind: 'text', label: 'column.extension' },
      { key: 'manager_id', kind: 'text', label: 'column.manager_id' },
      { key: 'surname', kind: 'text', label: 'column.surname' },
      { key: 'name', kind: 'text', label: 'column.first_name' },
      { key: 'middlename', kind: 'text', label: 'column.middle_name' },
    ],
  },
  { key: 'leaders', kind: 'lines', label: 'digitalrop.leaders', hint: 'digitalrop.leaders_hint' },
  {
    key: 'offices',
    kind: 'rows',
    shape: 'objects',
    label: 'digitalrop.offices',
    hint: 'digitalrop.offices_hint',
    columns: [
      { key: '', kind: 'text', label: 'column.office' },
      { key: 'title', kind: 'text', label: 'column.title' },
      { key: 'leaders', kind: 'lines', label: 'column.leaders' },
      { key: 'managers', kind: 'lines', label: 'column.managers' },
    ],
  },
  { key: 'extension_prefix', kind: 'text', label: 'digitalrop.extension_prefix', hint: 'digitalrop.extension_prefix_hint' },
  { key: 'unknown_manager_id', kind: 'text', label: 'digitalrop.unknown_manager', hint: 'digitalrop.unknown_manager_hint' },
  { key: 'sync_managers', kind: 'switch', otherwise: true, label: 'digitalrop.sync_managers' },
  { key: 'sync_offices', kind: 'switch', otherwise: true, label: 'digitalrop.sync_offices' },
];

export const digitalRop: Vendor = {
  name: 'digitalrop',
  sections: [
    {
      title: 'vendor_section.account',
      fields: [
        enabled,
        { key: 'base_url', kind: 'text', placeholder: 'http://10.0.0.5/api/v1/', label: 'digitalrop.base_url', hint: 'digitalrop.base_url_hint' },
        { key: 'api_key', kind: 'secret', label: 'vendor_field.api_key' },
        { key: 'rate_per_minute', kind: 'number', min: 1, max: 60, placeholder: '60', label: 'digitalrop.rate' },
        { key: 'ingest_path', kind: 'select', words: ['calls/audio-upload', 'calls'], label: 'digitalrop.ingest_path' },
        { key: 'encoding', kind: 'select', words: ['json', 'form'], label: 'digitalrop.encoding' },
      ],
    },
    {
      title: 'digitalrop.which',
      fields: [
        { key: 'directions', kind: 'select', words: ['all', 'incoming', 'outgoing'], label: 'digitalrop.directions' },
        { key: 'min_duration_s', kind: 'number', min: 0, max: 2700, placeholder: '10', label: 'digitalrop.min_duration' },
        { key: 'max_duration_s', kind: 'number', min: 1, max: 2700, placeholder: '2700', label: 'digitalrop.max_duration' },
        { key: 'max_audio_mb', kind: 'number', min: 1, max: 100, placeholder: '100', label: 'digitalrop.max_audio' },
        { key: 'without_deal', kind: 'select', words: ['send', 'skip'], label: 'digitalrop.without_deal' },
        { key: 'unknown_deal_id', kind: 'text', placeholder: 'no_deal', label: 'digitalrop.unknown_deal' },
        { key: 'extensions', kind: 'lines', label: 'digitalrop.extensions', hint: 'digitalrop.extensions_hint' },
        { key: 'except_extensions', kind: 'lines', label: 'digitalrop.except_extensions' },
        { key: 'allowed_formats', kind: 'lines', placeholder: 'mp3\nwav\nogg', label: 'digitalrop.allowed_formats' },
      ],
    },
    { title: 'vendor_section.employees', fields: employees },
    {
      title: 'digitalrop.results',
      fields: [
        {
          key: 'checklists',
          kind: 'rows',
          shape: 'objects',
          label: 'digitalrop.checklists',
          hint: 'digitalrop.addresses_hint',
          columns: [{ key: '', kind: 'text', label: 'column.checklist' }],
        },
        {
          key: 'tables',
          kind: 'rows',
          shape: 'objects',
          label: 'digitalrop.tables',
          hint: 'digitalrop.addresses_hint',
          columns: [
            { key: '', kind: 'text', label: 'column.table' },
            { key: 'poll', kind: 'switch', label: 'column.poll' },
          ],
        },
        { key: 'comment_to_crm', kind: 'switch', otherwise: false, label: 'digitalrop.comment_to_crm' },
      ],
    },
  ],
};
