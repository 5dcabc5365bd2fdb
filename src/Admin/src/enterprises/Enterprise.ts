import type { Json, JsonObject } from '../api/json';

/** An enterprise, as `/api/v1/enterprises` tells it: what the pages use of it by name. */
export interface Enterprise {
  [key: string]: Json;
  number: string;
  name: string;
  time_zone: string;
  primary_integration: string | null;
  integrations_config: JsonObject;
  extensions: JsonObject[];
}

export const enterprisesPath = '/api/v1/enterprises';

export function pathOf(number: string): string {
  return `${enterprisesPath}/${encodeURIComponent(number)}`;
}
