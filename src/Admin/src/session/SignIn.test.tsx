import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { open } from '../testing/open';
import { problem, serve } from '../testing/serve';

const signedOut = { 'GET /admin/session': () => problem(401) };

async function tryKey(key: string) {
  const user = open('/numbers');
  await user.type(await screen.findByLabelText('API key'), key);
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
}

test('A wrong key is said to be wrong', async () => {
  serve({ ...signedOut, 'POST /admin/session': () => problem(401) });

  await tryKey('wrong');

  expect(await screen.findByText(/The key is wrong/)).toBeTruthy();
});

test('A server without any key says so, not that the key is wrong', async () => {
  serve({ ...signedOut, 'POST /admin/session': () => problem(401, { detail: 'No API key is configured: set Web:ApiKeys:0:Name and Web:ApiKeys:0:Key' }) });

  await tryKey('any');

  expect(await screen.findByText(/The server has no key/)).toBeTruthy();
});

test('Who tried too often learns how long to wait', async () => {
  serve({ ...signedOut, 'POST /admin/session': () => problem(429, {}, { 'Retry-After': '42' }) });

  await tryKey('wrong');

  expect(await screen.findByText(/Wait for 42 s/)).toBeTruthy();
});

test('A server that is away is told from a wrong key', async () => {
  serve({
    ...signedOut,
    'POST /admin/session': () => {
      throw new TypeError('Failed to fetch');
    },
  });

  await tryKey('right');

  expect(await screen.findByText(/The server does not answer/)).toBeTruthy();
});

test('The right key opens the page that was asked for and is kept nowhere', async () => {
  const asked = serve({ ...signedOut, 'POST /admin/session': () => ({ name: 'office' }), 'GET /api/v1/numbers': () => ({ items: [], next: null }) });

  await tryKey('right-key');

  expect(await screen.findByRole('heading', { name: 'Numbers' })).toBeTruthy();
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ key: 'right-key' });
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('right-key');
});

test('A session that ends while somebody works shows the sign-in page', async () => {
  serve({ 'GET /api/v1/numbers': () => problem(401) });

  open('/numbers');

  expect(await screen.findByLabelText('API key')).toBeTruthy();
});

test('Who signs out sees the sign-in page', async () => {
  const asked = serve({ 'GET /api/v1/numbers': () => ({ items: [], next: null }), 'DELETE /admin/session': () => new Response(null, { status: 204 }) });
  const user = open('/numbers');

  await user.click(await screen.findByRole('button', { name: 'Sign out' }));

  expect(await screen.findByLabelText('API key')).toBeTruthy();
  expect(asked.at(-1)?.method).toBe('DELETE');
});
