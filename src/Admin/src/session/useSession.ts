import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { sessionKey } from '../api/newQueryClient';
import { Problem } from '../api/Problem';
import { request } from '../api/request';

const path = '/admin/session';

export interface Session {
  name: string;
}

/** Null: nobody is signed in. The key itself is never kept: the server remembers who we are by a cookie. */
export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: async (): Promise<Session | null> => {
      try {
        return await request<Session>('GET', path);
      } catch (error) {
        if (error instanceof Problem && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: Infinity,
  });
}

/** Not a mutation of the query client: its cache would take the 401 of a wrong key for a session that is over. */
export function signIn(key: string): Promise<Session> {
  return request<Session>('POST', path, { key });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<void>('DELETE', path),
    onSuccess: () => {
      client.setQueryData(sessionKey, null);
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
    },
  });
}
