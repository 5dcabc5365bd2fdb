import { isObject, textOf, type JsonObject } from '../../api/json';
import type { Vendor } from './Vendor';

export interface Proposal {
  items: { id: string; name: string | null; email: string | null; vendor_extension: string; extension: string | null; by: string | null }[];
  employee_mapping: Record<string, JsonObject>;
  without_employee: string[];
}

/** Settings with a proposal added: who is mapped already, or has an extension that is, is left as he is. */
export function fill(settings: JsonObject, mapping: NonNullable<Vendor['mapping']>, proposal: Proposal): JsonObject {
  const known = settings[mapping.key];
  const filled: JsonObject = isObject(known) ? { ...known } : {};
  if (mapping.shape === 'by-extension') {
    const mapped = new Set(Object.values(filled).map((one) => (isObject(one) ? textOf(one.employee_id) : '')));
    for (const [extension, employee] of Object.entries(proposal.employee_mapping)) {
      if (!(extension in filled) && !mapped.has(textOf(employee.employee_id))) filled[extension] = employee;
    }
  } else {
    const taken = new Set(Object.values(filled).map(textOf));
    for (const { id, extension } of proposal.items) {
      if (extension && !(id in filled) && !taken.has(extension)) filled[id] = extension;
    }
  }
  return { ...settings, [mapping.key]: filled };
}
