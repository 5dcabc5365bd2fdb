import type { FieldErrors } from '../api/Problem';

/** A column of a field of kind `rows`. */
export interface ColumnField {
  /** `''`: the name under which the row stands in its object. */
  key: string;
  kind: 'text' | 'lines' | 'switch';
  label: string;
}

interface Common {
  /** The path in the JSON: `notifications.enabled`. */
  key: string;
  /** Keys of texts. */
  label: string;
  hint?: string;
}

/** One value of a JSON document that people may change. Forms are lists of these; what no field names is kept as it is. */
export type Field = Common &
  (
    | { kind: 'text' | 'secret' | 'shown' | 'lines'; placeholder?: string }
    | { kind: 'number'; placeholder?: string; min?: number; max?: number }
    | { kind: 'switch'; otherwise: boolean }
    /** As the program says, or yes, or no. */
    | { kind: 'yes-no' }
    /** `words`: the texts are `word.{word}`; `choices`: they are given to the form by this name, and until they are the field is a text. */
    | { kind: 'select'; words?: readonly string[]; choices?: string; placeholder?: string }
    /** A list of objects, an object of objects by a name, or an object of texts by a name. */
    | { kind: 'rows'; shape: 'list' | 'objects' | 'texts'; columns: readonly ColumnField[] }
  );

export type KindOf<K extends Field['kind']> = Extract<Field, { kind: K }>;

export interface Section {
  /** Key of a text. */
  title: string;
  fields: readonly Field[];
}

export interface Choice {
  value: string;
  label: string;
}

export type Choices = Record<string, Choice[]>;

/** What is wrong within a field: with `hours` also `hours.open[0]`. */
export function errorsWithin(errors: FieldErrors, key: string): [name: string, messages: string[]][] {
  return Object.entries(errors).filter(([name]) => name === key || name.startsWith(`${key}.`) || name.startsWith(`${key}[`));
}

/** What is wrong and belongs to none of the fields. */
export function errorsBeside(errors: FieldErrors, sections: readonly Section[]): FieldErrors {
  const keys = sections.flatMap((section) => section.fields.map((field) => field.key));
  return Object.fromEntries(Object.entries(errors).filter((error) => !keys.some((key) => errorsWithin(Object.fromEntries([error]), key).length > 0)));
}
