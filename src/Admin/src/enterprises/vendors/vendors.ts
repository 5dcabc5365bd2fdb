import { digitalRop } from './digitalRop';
import { moySklad } from './moySklad';
import { retailCrm } from './retailCrm';
import { uon } from './uon';
import type { Vendor } from './Vendor';

export const vendors: readonly Vendor[] = [moySklad, retailCrm, uon, digitalRop];
