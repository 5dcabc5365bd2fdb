import { useState } from 'react';
import { isSame, type Json } from '../api/json';

/**
 * What is being typed where it is not yet what will be saved: an empty line, a row without a name. It is given up only when the value changes from outside.
 */
export function useTyped<T>(value: Json | undefined, toTyped: (value: Json | undefined) => T, toValue: (typed: T) => Json | undefined, onChange: (value: Json | undefined) => void) {
  const [state, setState] = useState({ value, typed: toTyped(value) });
  let current = state;
  if (!isSame(state.value, value)) {
    current = { value, typed: toTyped(value) };
    setState(current);
  }
  return [
    current.typed,
    (typed: T) => {
      const next = toValue(typed);
      setState({ value: next, typed });
      onChange(next);
    },
  ] as const;
}
