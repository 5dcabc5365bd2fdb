import { isObject, isSame, type Json } from '../api/json';

export interface Difference {
  path: string;
  before?: Json;
  after?: Json;
}

// Changes with every change.
const dull = ['updated_at'];

/** What differs between two documents, leaf by leaf. */
export function differences(before: Json | undefined, after: Json | undefined, path = ''): Difference[] {
  if (isSame(before ?? null, after ?? null)) return [];
  if (!isObject(before) && !isObject(after)) return [{ path, before, after }];
  const one = isObject(before) ? before : {};
  const other = isObject(after) ? after : {};
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((name) => path !== '' || !dull.includes(name))
    .flatMap((name) => differences(one[name], other[name], path ? `${path}.${name}` : name));
}
