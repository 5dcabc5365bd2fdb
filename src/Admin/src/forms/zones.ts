import type { Choice } from './Field';

export const zones: Choice[] = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }));
