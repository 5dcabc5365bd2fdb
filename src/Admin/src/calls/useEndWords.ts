import { useFormats } from '../language/useFormats';
import type { Call } from './Call';

/** How a call ended: the side and what it did. */
export function useEndWords() {
  const { word } = useFormats();
  return (call: Call) => (call.end_reason ? `${word('side', call.end_side)}: ${word('end_reason', call.end_reason)}` : '');
}
