import { useEffect, useState } from 'react';
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
  const isChanged = !isSame(stored, value);
  useEffect(() => {
    // The browser asks before it closes or reloads the page.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    if (isChanged) window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isChanged]);
  return {
    stored,
    value,
    isChanged,
    set,
    reset: (now) => {
      setStored(now);
      set(now);
    },
  };
}
