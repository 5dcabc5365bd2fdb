import type { Query } from '../api/request';

export const filterNames = ['from', 'to', 'number', 'listing_id', 'outcome'] as const;

export type FilterName = (typeof filterNames)[number];

/** What the page's own address says, as the API wants it: times that a person chose are the browser's, the API's are UTC. */
export function toQuery(filter: URLSearchParams): Query {
  const query: Query = {};
  for (const name of filterNames) {
    const text = filter.get(name);
    if (text) query[name] = name === 'from' || name === 'to' ? toUtc(text) : text;
  }
  return query;
}

function toUtc(local: string): string {
  const time = new Date(local);
  return Number.isNaN(time.getTime()) ? local : time.toISOString();
}
