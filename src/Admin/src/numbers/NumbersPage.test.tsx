import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { open } from '../testing/open';
import { problem, serve } from '../testing/serve';

const number = {
  number: '+74951112201', display: '+7 495 111-22-01', state: 'leased', confirm: null, ask_code: false, listing_id: 101, short_title: 'a flat',
  assigned_at: '2026-01-31T10:00:00Z', assigned_until: '2026-01-31T10:30:00Z', last_leased_at: '2026-01-31T10:00:00Z', created_at: '2026-01-01T00:00:00Z',
};

const page = { 'GET /api/v1/numbers': () => ({ items: [number], next: null }) };

test('Of every pasted line is said what became of it', async () => {
  const asked = serve({
    ...page,
    'POST /api/v1/numbers': () => ({
      added: 1,
      lines: [
        { line: 1, text: '8 495 111-22-02', number: '+74951112202', result: 'added' },
        { line: 2, text: '+74951112201', number: '+74951112201', result: 'exists' },
        { line: 3, text: '+74951112202', number: '+74951112202', result: 'repeated' },
        { line: 4, text: 'office', number: null, result: 'wrong' },
      ],
    }),
  });
  const user = open('/numbers');

  await user.click(await screen.findByRole('button', { name: 'Add numbers' }));
  await user.type(screen.getByLabelText('Numbers, one a line'), '8 495 111-22-02{enter}+74951112201{enter}{enter}+74951112202{enter}office');
  await user.click(screen.getByRole('button', { name: 'Add' }));

  const outcome = await screen.findByRole('table', { name: 'What became of them' });
  expect(within(outcome).getAllByRole('row').map((row) => row.textContent)).toEqual([
    '8 495 111-22-02+74951112202added',
    '+74951112201+74951112201is there already',
    '+74951112202+74951112202repeated',
    'officeno number',
  ]);
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ numbers: ['8 495 111-22-02', '+74951112201', '+74951112202', 'office'] });
});

test('Deleting asks first, and a refusal says why', async () => {
  const asked = serve({ ...page, 'DELETE /api/v1/numbers/%2B74951112201': () => problem(409, { title: 'The number has a lease', detail: 'Drain it and wait, or disable it' }) });
  const user = open('/numbers');

  await user.click(await screen.findByRole('button', { name: 'Actions: +7 495 111-22-01' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  expect(asked.some(({ method }) => method === 'DELETE')).toBe(false);
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }));

  expect(await screen.findByText('The number has a lease')).toBeTruthy();
});
