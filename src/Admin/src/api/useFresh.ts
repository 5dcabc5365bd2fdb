import { useQuery } from '@tanstack/react-query';
import { request } from './request';

/** One thing, asked for anew whenever a page is opened: a form must not begin with what somebody has changed meanwhile. */
export function useFresh<T>(path: string) {
  return useQuery({ queryKey: ['fresh', path], queryFn: () => request<T>('GET', path), gcTime: 0, staleTime: Infinity });
}
