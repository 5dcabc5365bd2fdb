import { useState } from 'react';
import { isSame, type JsonObject } from '../api/json';

export interface Draft {
  /** As it is at the server. */
  stored: JsonObject;
  value: JsonObject;
  isChanged: boolean;
  set: (value: JsonObject) => void;
  /** Begins anew with what the server has now. */
  reset: (stored: JsonObject) => void;
}

export function useDraft(initial: JsonObject): Draft {
  const [stored, setStored] = useState(initial);
  const [value, set] = useState(initial);
  return {
    stored,
    value,
    isChanged: !isSame(stored, value),
    set,
    reset: (now) => {
      setStored(now);
      set(now);
    },
  };
}
