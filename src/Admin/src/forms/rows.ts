import { isObject, type Json, type JsonObject } from '../api/json';
import type { KindOf } from './Field';
import { isMasked } from './masks';

/** A row while it is edited: its name in the object it stands in, if it has one, and its fields. */
export interface Row {
  name: string;
  fields: JsonObject;
}

type Shape = KindOf<'rows'>['shape'];

/** The only field of a row that is a text by itself. */
export const textKey = 'value';

export function toRows(shape: Shape, value: Json | undefined): Row[] {
  if (shape === 'list') return Array.isArray(value) ? value.filter(isObject).map((fields) => ({ name: '', fields })) : [];
  if (!isObject(value)) return [];
  return Object.entries(value).map(([name, inner]) => ({ name, fields: shape === 'objects' ? (isObject(inner) ? inner : {}) : { [textKey]: inner } }));
}

/** Rows that have no name yet, or nothing at all, are left out. Undefined when none is left. */
export function toValue(shape: Shape, rows: Row[]): Json | undefined {
  if (shape === 'list') {
    const filled = rows.map((row) => row.fields).filter((fields) => Object.values(fields).some((field) => field !== null && field !== ''));
    return filled.length > 0 ? filled : undefined;
  }
  const named = rows.filter((row) => row.name.trim() !== '');
  return named.length > 0 ? Object.fromEntries(named.map((row) => [row.name.trim(), shape === 'objects' ? row.fields : (row.fields[textKey] ?? '')])) : undefined;
}

/** The names that the server's errors have for a cell. */
export function cellName(key: string, shape: Shape, rows: Row[], index: number, column: string): string {
  const row = shape === 'list' ? `${key}[${index}]` : `${key}.${rows[index]?.name ?? ''}`;
  return column === '' || shape === 'texts' ? row : `${row}.${column}`;
}

/** A masked secret belongs to the name it was stored under. */
export function renamed(row: Row, name: string): Row {
  return { name, fields: Object.fromEntries(Object.entries(row.fields).filter(([, value]) => !isMasked(value))) };
}
