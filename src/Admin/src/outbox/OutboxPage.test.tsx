import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { open } from '../testing/open';
import { serve } from '../testing/serve';

const event = {
  id: 7, enterprise: '0367', integration: 'ms', call_id: '01890000-0000-7000-8000-000000000001', kind: 'ended', at: '2026-01-31T10:00:00Z', recovered: false, state: 'dead',
  attempts: 1, due_at: '2026-01-31T10:00:00Z', last_error: 'MoySklad answered 400', created_at: '2026-01-31T10:00:00Z', done_at: '2026-01-31T10:00:01Z',
};

test('An event is replayed, and that it was is said although its row is gone', async () => {
  let events = [event];
  serve({
    'GET /api/v1/outbox': () => ({ items: events, next: null }),
    'GET /api/v1/outbox/counts': () => [],
    'POST /api/v1/outbox/7/replay': () => {
      events = [];
      return { replayed: 1 };
    },
  });
  const user = open('/outbox');

  expect(await screen.findByText('MoySklad answered 400')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Replay: 7' }));

  expect(await screen.findByText('Replayed: 1')).toBeTruthy();
  expect(await screen.findByText('No event was set aside.')).toBeTruthy();
});
