import type { Json } from '../api/json';

/** `********33fa` stands for a stored secret: sent back, it keeps it. */
export function isMasked(value: Json | undefined): value is string {
  return typeof value === 'string' && value.startsWith('********');
}
