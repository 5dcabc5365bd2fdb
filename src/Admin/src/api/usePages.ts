import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { address, request, type Query } from './request';

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Pages<T> {
  /** Undefined until the first page is there. */
  items?: T[];
  error: unknown;
  isLoadingMore: boolean;
  /** Undefined when there is no more. */
  more?: () => void;
}

/** A list of the API as far as it was asked for. */
export function usePages<T>(path: string, query: Query = {}, everySeconds?: number): Pages<T> {
  const pages = useInfiniteQuery({
    queryKey: [path, query],
    queryFn: ({ pageParam }) => request<Page<T>>('GET', address(path, { ...query, after: pageParam })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: everySeconds && everySeconds * 1000,
  });
  return {
    items: pages.data?.pages.flatMap((page) => page.items),
    error: pages.error,
    isLoadingMore: pages.isFetchingNextPage,
    more: pages.hasNextPage ? () => void pages.fetchNextPage() : undefined,
  };
}
