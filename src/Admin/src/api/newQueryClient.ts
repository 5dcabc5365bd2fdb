import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from './Problem';

export const sessionKey = ['session'];

export function newQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    // Shows the sign-in page wherever it happens.
    if (error instanceof Problem && error.status === 401) client.setQueryData(sessionKey, null);
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 2 && error instanceof Problem && (error.status === 0 || error.status >= 502),
        refetchOnWindowFocus: false,
      },
    },
  });
  return client;
}
