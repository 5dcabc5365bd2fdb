export type Json = null | boolean | number | string | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `getAt(settings, 'notifications.enabled')`; undefined when a part of the path is missing. */
export function getAt(root: JsonObject, path: string): Json | undefined {
  let at: Json | undefined = root;
  for (const name of path.split('.')) at = isObject(at) ? at[name] : undefined;
  return at;
}

/** A copy with one value changed, undefined removes it; everything beside it is kept, whether it is known here or not. */
export function setAt(root: JsonObject, path: string, value: Json | undefined): JsonObject {
  const [name = '', ...rest] = path.split('.');
  const copy = { ...root };
  if (rest.length > 0) {
    const inner = copy[name];
    if (value !== undefined || isObject(inner)) copy[name] = setAt(isObject(inner) ? inner : {}, rest.join('.'), value);
  } else if (value === undefined) delete copy[name];
  else copy[name] = value;
  return copy;
}

export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What a PUT has to name so that `stored` becomes `draft`: fields that differ, and null for those that are gone. */
export function changeOf(stored: JsonObject, draft: JsonObject): JsonObject {
  const change: JsonObject = {};
  for (const name of new Set([...Object.keys(stored), ...Object.keys(draft)])) {
    if (!isSame(stored[name], draft[name])) change[name] = draft[name] ?? null;
  }
  return change;
}

export function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
