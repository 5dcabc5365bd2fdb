import type { Field, Section } from '../forms/Field';

const number: Field = { key: 'number', kind: 'text', label: 'enterprise.number', hint: 'enterprise.number_hint', placeholder: '0367' };

const general: readonly Field[] = [
  { key: 'name', kind: 'text', label: 'enterprise.name' },
  { key: 'time_zone', kind: 'select', choices: 'zones', placeholder: 'Europe/Moscow', label: 'enterprise.time_zone' },
  { key: 'primary_integration', kind: 'select', choices: 'vendors', placeholder: '—', label: 'enterprise.primary', hint: 'enterprise.primary_hint' },
  { key: 'secret', kind: 'secret', label: 'enterprise.secret', hint: 'enterprise.secret_hint' },
];

const employees: readonly Field[] = [
  {
    key: 'extensions',
    kind: 'rows',
    shape: 'list',
    label: 'enterprise.employees',
    hint: 'enterprise.employees_hint',
    columns: [
      { key: 'extension', kind: 'text', label: 'column.extension' },
      { key: 'name', kind: 'text', label: 'column.name' },
      { key: 'email', kind: 'text', label: 'column.email' },
      { key: 'phone', kind: 'text', label: 'column.phone' },
    ],
  },
];

const clicks: readonly Field[] = [
  { key: 'settings.click_to_call.enabled', kind: 'switch', otherwise: true, label: 'click.enabled' },
  { key: 'settings.click_to_call.record', kind: 'switch', otherwise: true, label: 'click.record' },
  { key: 'settings.click_to_call.line', kind: 'text', label: 'click.line', hint: 'click.line_hint', placeholder: '+375170000001' },
  { key: 'settings.click_to_call.country', kind: 'text', label: 'click.country', hint: 'click.country_hint', placeholder: 'BY' },
  { key: 'settings.click_to_call.calls_at_once', kind: 'number', min: 1, max: 100, placeholder: '2', label: 'click.calls_at_once' },
  { key: 'settings.click_to_call.calls_per_minute', kind: 'number', min: 1, max: 1000, placeholder: '10', label: 'click.calls_per_minute' },
  { key: 'settings.click_to_call.employee_ring_seconds', kind: 'number', min: 5, max: 120, placeholder: '20', label: 'click.employee_ring' },
  { key: 'settings.click_to_call.client_ring_seconds', kind: 'number', min: 5, max: 300, placeholder: '45', label: 'click.client_ring' },
  { key: 'settings.click_to_call.talk_seconds', kind: 'number', min: 1, max: 86400, placeholder: '7200', label: 'click.talk' },
  { key: 'settings.click_to_call.node', kind: 'text', label: 'click.node' },
  { key: 'settings.click_to_call.allow', kind: 'lines', placeholder: '+375\n+7', label: 'click.allow', hint: 'click.allow_hint' },
  { key: 'settings.click_to_call.deny', kind: 'lines', label: 'click.deny', hint: 'click.deny_hint' },
];

export const changeSections: readonly Section[] = [
  { title: 'enterprise.general', fields: general },
  { title: 'enterprise.employees', fields: employees },
  { title: 'click.title', fields: clicks },
];

/** The number is chosen once. */
export const newSections: readonly Section[] = [
  { title: 'enterprise.general', fields: [number, ...general.filter((field) => field.key !== 'primary_integration')] },
  { title: 'enterprise.employees', fields: employees },
];
