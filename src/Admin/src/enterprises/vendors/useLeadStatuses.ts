import { useQuery } from '@tanstack/react-query';
import { request } from '../../api/request';
import type { Choice } from '../../forms/Field';
import { vendorPath } from './Vendor';

/** Statuses that a lead of U-ON can have; undefined while they are not known: their ids can be typed then. */
export function useLeadStatuses(enterprise: string | undefined): Choice[] | undefined {
  const { data } = useQuery({
    queryKey: ['uon', enterprise, 'statuses'],
    queryFn: () => request<{ items: { id: string; name: string }[] }>('GET', vendorPath('uon', 'statuses', enterprise ?? '')),
    enabled: enterprise !== undefined,
    retry: false,
  });
  return data?.items.map(({ id, name }) => ({ value: String(id), label: `${name} (${id})` }));
}
