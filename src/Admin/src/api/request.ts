import { Problem } from './Problem';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type Query = Record<string, string | undefined>;

/** The one way to the server. */
export async function request<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const response = await reach(path, {
    method,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await Problem.of(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** An address with what is set of the query. */
export function address(path: string, query: Query): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch {
    throw new Problem(0);
  }
}
