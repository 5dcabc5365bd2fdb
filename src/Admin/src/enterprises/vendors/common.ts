import type { Field } from '../../forms/Field';

/** Both directions of calls have the same fields. */
export function actions(direction: 'incoming' | 'outgoing', fields: readonly Field[]): Field[] {
  return fields.map((field) => ({ ...field, key: `${direction}_call_actions.${field.key}` }));
}

export const enabled: Field = { key: 'enabled', kind: 'switch', otherwise: false, label: 'vendor_field.enabled' };

export const notifyAtAll: Field = { key: 'notifications.enabled', kind: 'switch', otherwise: true, label: 'vendor_field.notify' };

export const createClient: Field = { key: 'create_client', kind: 'switch', otherwise: false, label: 'vendor_field.create_client', hint: 'vendor_field.create_client_hint' };

export const createOrder: Field = { key: 'create_order', kind: 'select', words: ['none', 'new_client', 'always'], label: 'vendor_field.create_order' };

/** Extension → employee. */
export const employeeMapping: Field = {
  key: 'employee_mapping',
  kind: 'rows',
  shape: 'objects',
  label: 'vendor_field.employee_mapping',
  hint: 'vendor_field.employee_mapping_hint',
  columns: [
    { key: '', kind: 'text', label: 'column.extension' },
    { key: 'employee_id', kind: 'text', label: 'column.employee_id' },
    { key: 'name', kind: 'text', label: 'column.name' },
    { key: 'email', kind: 'text', label: 'column.email' },
  ],
};
