import type { Field } from '../../forms/Field';
import { actions, createClient, createOrder, employeeMapping, enabled, notifyAtAll } from './common';
import type { Vendor } from './Vendor';

const perCall = (source: string): readonly Field[] => [
  createClient,
  createOrder,
  { key: 'order_source', kind: 'text', placeholder: source, label: 'vendor_field.order_source' },
  { key: 'order_status', kind: 'text', label: 'vendor_field.order_status', hint: 'ms.order_status_hint' },
];

export const moySklad: Vendor = {
  name: 'ms',
  mapping: { key: 'employee_mapping', shape: 'by-extension' },
  sections: [
    {
      title: 'vendor_section.account',
      fields: [
        enabled,
        { key: 'integration_code', kind: 'secret', label: 'ms.integration_code', hint: 'ms.integration_code_hint' },
        { key: 'api_token', kind: 'secret', label: 'ms.api_token', hint: 'ms.api_token_hint' },
        { key: 'main_api_limit', kind: 'number', min: 1, max: 45, placeholder: '11', label: 'ms.main_api_limit', hint: 'ms.main_api_limit_hint' },
        { key: 'phone_api_url', kind: 'text', placeholder: 'https://api.moysklad.ru/api/phone/1.0', label: 'ms.phone_api_url' },
        { key: 'main_api_url', kind: 'text', placeholder: 'https://api.moysklad.ru/api/remap/1.2', label: 'ms.main_api_url' },
      ],
    },
    {
      title: 'vendor_section.webhooks',
      fields: [
        { key: 'webhook_url', kind: 'shown', label: 'ms.webhook_url', hint: 'ms.webhook_url_hint' },
        { key: 'webhook_signature', kind: 'select', words: ['off', 'log', 'enforce'], label: 'ms.webhook_signature', hint: 'ms.webhook_signature_hint' },
      ],
    },
    {
      title: 'vendor_section.notifications',
      fields: [
        notifyAtAll,
        { key: 'notifications.call_notify_mode', kind: 'select', words: ['during', 'none'], label: 'ms.call_notify_mode' },
        { key: 'notifications.notify_incoming', kind: 'switch', otherwise: true, label: 'vendor_field.notify_incoming' },
        { key: 'notifications.notify_outgoing', kind: 'switch', otherwise: false, label: 'vendor_field.notify_outgoing' },
      ],
    },
    { title: 'vendor_section.incoming', fields: actions('incoming', perCall('Телефонный звонок')) },
    { title: 'vendor_section.outgoing', fields: actions('outgoing', perCall('Исходящий звонок')) },
    { title: 'vendor_section.employees', fields: [employeeMapping] },
  ],
};
