import type { Field } from '../../forms/Field';
import { actions, enabled, notifyAtAll } from './common';
import type { Vendor } from './Vendor';

const perCall = (source: string): readonly Field[] => [
  { key: 'create_client_on_call', kind: 'switch', otherwise: false, label: 'vendor_field.create_client' },
  { key: 'create_lead', kind: 'select', words: ['none', 'if_no_open', 'if_no_request'], label: 'uon.create_lead' },
  { key: 'lead_source', kind: 'text', placeholder: source, label: 'uon.lead_source' },
  { key: 'status_lead_no_open', kind: 'select', choices: 'statuses', placeholder: '—', label: 'uon.status_no_open', hint: 'uon.status_first_hint' },
  { key: 'status_lead_no_leads', kind: 'select', choices: 'statuses', placeholder: '—', label: 'uon.status_no_leads', hint: 'uon.status_first_hint' },
  { key: 'status_lead_active', kind: 'select', choices: 'statuses', placeholder: '—', label: 'uon.status_active', hint: 'uon.status_active_hint' },
];

export const uon: Vendor = {
  name: 'uon',
  mapping: { key: 'user_extensions', shape: 'by-employee' },
  sections: [
    {
      title: 'vendor_section.account',
      fields: [
        enabled,
        { key: 'api_key', kind: 'secret', label: 'vendor_field.api_key', hint: 'uon.api_key_hint' },
        { key: 'account_id', kind: 'text', placeholder: '50001', label: 'uon.account_id' },
        { key: 'subdomain', kind: 'text', placeholder: 'id50001.u-on.ru', label: 'uon.subdomain' },
        { key: 'api_url', kind: 'text', placeholder: 'https://api.u-on.ru', label: 'uon.api_url' },
        { key: 'log_calls', kind: 'switch', otherwise: true, label: 'uon.log_calls' },
        { key: 'primary', kind: 'switch', otherwise: false, label: 'uon.primary' },
      ],
    },
    {
      title: 'vendor_section.webhooks',
      fields: [
        { key: 'webhook_secret', kind: 'secret', label: 'vendor_field.webhook_secret', hint: 'uon.webhook_secret_hint' },
        { key: 'webhook_networks', kind: 'lines', placeholder: '192.0.2.0/24', label: 'uon.webhook_networks', hint: 'uon.webhook_networks_hint' },
      ],
    },
    {
      title: 'vendor_section.notifications',
      fields: [
        notifyAtAll,
        { key: 'notifications.enriched', kind: 'switch', otherwise: true, label: 'uon.enriched' },
        { key: 'notifications.notify_incoming', kind: 'switch', otherwise: true, label: 'vendor_field.notify_incoming' },
        { key: 'notifications.notify_outgoing', kind: 'switch', otherwise: false, label: 'vendor_field.notify_outgoing' },
      ],
    },
    { title: 'vendor_section.incoming', fields: actions('incoming', perCall('Входящий звонок')) },
    { title: 'vendor_section.outgoing', fields: actions('outgoing', perCall('Исходящий звонок')) },
    {
      title: 'vendor_section.employees',
      fields: [
        {
          key: 'user_extensions',
          kind: 'rows',
          shape: 'texts',
          label: 'vendor_field.employee_mapping',
          hint: 'uon.user_extensions_hint',
          columns: [
            { key: '', kind: 'text', label: 'column.employee_id' },
            { key: 'value', kind: 'text', label: 'column.extension' },
          ],
        },
      ],
    },
  ],
};
