import { useQuery } from '@tanstack/react-query';
import { request } from '../api/request';
import type { Page } from '../api/usePages';
import type { Choice } from '../forms/Field';
import { enterprisesPath, type Enterprise } from './Enterprise';

/** Enterprises to choose from; undefined while they are not known, or too many to choose from. */
export function useEnterpriseChoices(): Choice[] | undefined {
  const { data } = useQuery({ queryKey: [enterprisesPath, 'choices'], queryFn: () => request<Page<Enterprise>>('GET', `${enterprisesPath}?limit=500`) });
  return data && data.next === null ? data.items.map(({ number, name }) => ({ value: number, label: `${number} · ${name}` })) : undefined;
}
