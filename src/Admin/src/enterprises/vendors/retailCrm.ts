import type { Field } from '../../forms/Field';
import { actions, createClient, createOrder, employeeMapping, enabled, notifyAtAll } from './common';
import type { Vendor } from './Vendor';

const perCall: readonly Field[] = [
  createClient,
  createOrder,
  { key: 'order_method', kind: 'text', placeholder: 'phone', label: 'retailcrm.order_method', hint: 'retailcrm.code_hint' },
  { key: 'order_status', kind: 'text', placeholder: 'new', label: 'vendor_field.order_status', hint: 'retailcrm.code_hint' },
  { key: 'order_source', kind: 'text', placeholder: 'Телефонный звонок', label: 'vendor_field.order_source' },
];

export const retailCrm: Vendor = {
  name: 'retailcrm',
  mapping: { key: 'employee_mapping', shape: 'by-extension' },
  sections: [
    {
      title: 'vendor_section.account',
      fields: [
        enabled,
        { key: 'api_url', kind: 'text', placeholder: 'https://demo.retailcrm.ru/api/v5', label: 'retailcrm.api_url' },
        { key: 'api_key', kind: 'secret', label: 'vendor_field.api_key', hint: 'retailcrm.api_key_hint' },
        { key: 'site', kind: 'text', label: 'retailcrm.site', hint: 'retailcrm.site_hint' },
        {
          key: 'external_phones',
          kind: 'rows',
          shape: 'texts',
          label: 'retailcrm.external_phones',
          hint: 'retailcrm.external_phones_hint',
          columns: [
            { key: '', kind: 'text', label: 'column.phone' },
            { key: 'value', kind: 'text', label: 'column.site' },
          ],
        },
      ],
    },
    {
      title: 'vendor_section.webhooks',
      fields: [
        { key: 'webhook_url', kind: 'shown', label: 'retailcrm.webhook_url', hint: 'retailcrm.webhook_url_hint' },
        { key: 'make_call_url', kind: 'shown', label: 'retailcrm.make_call_url' },
        { key: 'user_status_url', kind: 'shown', label: 'retailcrm.user_status_url' },
        { key: 'webhook_secret', kind: 'secret', label: 'vendor_field.webhook_secret', hint: 'vendor_field.made_hint' },
        { key: 'client_id', kind: 'secret', label: 'retailcrm.client_id', hint: 'vendor_field.made_hint' },
        { key: 'module_code', kind: 'text', label: 'retailcrm.module_code', hint: 'vendor_field.made_hint' },
        { key: 'module_name', kind: 'text', placeholder: 'CallControl', label: 'retailcrm.module_name' },
        { key: 'logo_url', kind: 'text', label: 'retailcrm.logo_url', hint: 'retailcrm.logo_url_hint' },
      ],
    },
    {
      title: 'vendor_section.notifications',
      fields: [
        notifyAtAll,
        { key: 'notifications.notify_incoming', kind: 'switch', otherwise: true, label: 'vendor_field.notify_incoming' },
        { key: 'notifications.notify_outgoing', kind: 'switch', otherwise: true, label: 'vendor_field.notify_outgoing' },
        { key: 'notifications.notify_responsible', kind: 'switch', otherwise: true, label: 'retailcrm.notify_responsible' },
        { key: 'notifications.ignore_status', kind: 'switch', otherwise: false, label: 'retailcrm.ignore_status' },
      ],
    },
    { title: 'vendor_section.incoming', fields: actions('incoming', perCall) },
    { title: 'vendor_section.outgoing', fields: actions('outgoing', perCall) },
    { title: 'vendor_section.employees', fields: [employeeMapping] },
  ],
};
