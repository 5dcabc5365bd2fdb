export const states = ['free', 'leased', 'held', 'draining', 'disabled'] as const;

/** A number of the pool, as `/api/v1/numbers` tells it. */
export interface PoolNumber {
  number: string;
  display: string;
  state: (typeof states)[number];
  confirm: boolean | null;
  ask_code: boolean;
  listing_id: number | null;
  short_title: string | null;
  assigned_until: string | null;
  last_leased_at: string | null;
}

export const numbersPath = '/api/v1/numbers';

export function pathOf(number: PoolNumber, act = ''): string {
  return `${numbersPath}/${encodeURIComponent(number.number)}${act && `/${act}`}`;
}
