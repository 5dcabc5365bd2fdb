import { isObject, setAt, type Json, type JsonObject } from '../api/json';

/** A listing, as `/api/v1/listings` tells it: what the table shows of it. */
export interface Listing {
  [key: string]: Json;
  id: number;
  short_title: string;
  title: string;
  code: string | null;
  destinations: string[];
  confirm: boolean;
  enterprise: string | null;
}

export const listingsPath = '/api/v1/listings';

/** What an empty time zone of the hours stands for. */
export const usualZone = 'Europe/Moscow';

/** Hours without a single line would mean "never open"; who empties the list means "always". Their zone is written out. */
export function toSave(listing: JsonObject): JsonObject {
  const hours = isObject(listing.call_settings) ? listing.call_settings.hours : undefined;
  if (!isObject(hours)) return listing;
  return setAt(listing, 'call_settings.hours', hours.open === undefined ? undefined : { time_zone: usualZone, ...hours });
}
