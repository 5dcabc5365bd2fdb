import type { Section } from '../../forms/Field';

/** What the pages have to know of a vendor. */
export interface Vendor {
  /** The API's word: `ms`. */
  name: string;
  sections: readonly Section[];
  /** Where a proposal of employees goes; undefined: the vendor has no employees to load. */
  mapping?: { key: string; shape: 'by-extension' | 'by-employee' };
}

export function vendorPath(vendor: string, what: string, enterprise: string): string {
  return `/${vendor}-admin/api/${what}/${encodeURIComponent(enterprise)}`;
}
