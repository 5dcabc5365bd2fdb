import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router-dom';
import type { JsonObject } from '../api/json';
import { Problem } from '../api/Problem';
import { request } from '../api/request';
import { Loaded } from '../layout/Loaded';
import { NothingHere } from '../layout/NothingHere';
import { vendorPath } from './vendors/Vendor';
import { VendorForm } from './vendors/VendorForm';
import { vendors } from './vendors/vendors';

/** One integration's settings; an enterprise that has none yet begins with an empty form. */
export function VendorTab() {
  const { number = '', vendor: name = '' } = useParams();
  const vendor = vendors.find((known) => known.name === name);
  const path = vendor ? vendorPath(vendor.name, 'config', number) : '';
  const settings = useQuery({
    queryKey: ['fresh', path],
    queryFn: async () => {
      try {
        return await request<JsonObject>('GET', path);
      } catch (error) {
        if (error instanceof Problem && error.status === 404) return null;
        throw error;
      }
    },
    enabled: vendor !== undefined,
    gcTime: 0,
    staleTime: Infinity,
  });
  if (!vendor) return <NothingHere />;
  return <Loaded query={settings}>{(loaded) => <VendorForm key={path} vendor={vendor} enterprise={number} settings={loaded} />}</Loaded>;
}
