import { vi } from 'vitest';

export interface Asked {
  method: string;
  path: string;
  body: unknown;
}

type Answer = (asked: Asked) => unknown;

/** Stands in for the server: `{'GET /api/v1/calls': () => page}`. An answer that is no Response is sent as JSON. Returns what was asked, as it grows. */
export function serve(answers: Record<string, Answer>): Asked[] {
  const log: Asked[] = [];
  const known: Record<string, Answer> = { 'GET /admin/session': () => ({ name: 'tester' }), ...answers };
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const asked = { method: init.method ?? 'GET', path, body: init.body ? JSON.parse(String(init.body)) : undefined };
    log.push(asked);
    const answer = known[`${asked.method} ${path}`] ?? known[`${asked.method} ${path.split('?')[0]}`];
    const said = answer ? answer(asked) : problem(404, { title: `Nobody answers ${asked.method} ${path}` });
    return said instanceof Response ? said : Response.json(said);
  });
  return log;
}

export function problem(status: number, body: object = {}, headers: Record<string, string> = {}): Response {
  return Response.json({ status, ...body }, { status, headers: { 'Content-Type': 'application/problem+json', ...headers } });
}
