import type { Field, Section } from '../forms/Field';
import { usualZone } from './Listing';

const id: Field = { key: 'id', kind: 'number', min: 1, label: 'listing.id', hint: 'listing.id_hint' };

const listing: readonly Field[] = [
  { key: 'code', kind: 'text', label: 'listing.code', hint: 'listing.code_hint' },
  { key: 'short_title', kind: 'text', label: 'listing.short_title', hint: 'listing.short_title_hint' },
  { key: 'title', kind: 'text', label: 'listing.title', hint: 'listing.title_hint' },
  { key: 'language', kind: 'select', words: ['ru', 'en'], label: 'listing.language', placeholder: 'ru' },
  { key: 'enterprise', kind: 'select', choices: 'enterprises', label: 'listing.enterprise', hint: 'listing.enterprise_hint', placeholder: '—' },
  { key: 'destinations', kind: 'lines', label: 'listing.destinations', hint: 'listing.destinations_hint', placeholder: '+79035550101\n204' },
];

const call: readonly Field[] = [
  { key: 'confirm', kind: 'switch', otherwise: true, label: 'listing.confirm', hint: 'listing.confirm_hint' },
  { key: 'call_settings.accept', kind: 'yes-no', label: 'listing.accept', hint: 'listing.accept_hint' },
  { key: 'call_settings.ring', kind: 'select', words: ['sequence', 'parallel'], label: 'listing.ring' },
  { key: 'call_settings.ring_seconds', kind: 'number', min: 5, max: 300, placeholder: '30', label: 'listing.ring_seconds' },
  { key: 'call_settings.talk_seconds', kind: 'number', min: 1, max: 86400, placeholder: '7200', label: 'listing.talk_seconds' },
  { key: 'call_settings.owner_sees', kind: 'select', words: ['client', 'virtual_number'], label: 'listing.owner_sees' },
  { key: 'call_settings.record', kind: 'yes-no', label: 'listing.record' },
  { key: 'call_settings.consent', kind: 'yes-no', label: 'listing.consent', hint: 'listing.consent_hint' },
  { key: 'call_settings.hours.time_zone', kind: 'select', choices: 'zones', placeholder: usualZone, label: 'listing.time_zone' },
  { key: 'call_settings.hours.open', kind: 'lines', label: 'listing.hours', hint: 'listing.hours_hint', placeholder: 'mon-fri 09:00-18:00\nsat 10:00-15:00' },
];

const parts: readonly Section[] = [
  { title: 'listing.what', fields: listing },
  { title: 'listing.call', fields: call },
];

export const changeSections = parts;

/** The id is chosen once. */
export const newSections: readonly Section[] = parts.map((part) => (part.fields === listing ? { ...part, fields: [id, ...listing] } : part));
