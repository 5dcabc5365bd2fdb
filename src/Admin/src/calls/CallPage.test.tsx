import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { open } from '../testing/open';
import { problem, serve } from '../testing/serve';

const id = '01890000-0000-7000-8000-000000000001';

const details = {
  call: {
    id, started_at: '2026-01-31T10:00:00Z', caller: '+79035550199', dialled: '+74951112201', listing_id: 101, short_title: 'a flat', direction: 'incoming', enterprise: null,
    extension: null, line: null, attribution: 'live_lease', destination: '+79035550101', outcome: 'answered', end_side: 'owner', end_reason: 'hung_up',
    ended_at: '2026-01-31T10:01:30Z', talk_seconds: 75, stage: 'talking', flow: 'virtual-number', node: 'local', recorded: true,
  },
  times: { greeted_at: '2026-01-31T10:00:01Z', confirmed_at: '2026-01-31T10:00:05Z', ringing_at: '2026-01-31T10:00:05.5Z', owner_answered_at: null, bridged_at: '2026-01-31T10:00:15Z' },
  owner_cause: null,
  events: [{ at: '2026-01-31T10:00:01Z', kind: 'stage', subject: 'greeting', detail: 'live lease' }],
  recording: { seconds: 75, url: `https://calls.example.com/recordings/${id}.mp3?expires=1&signature=s`, created_at: '2026-01-31T10:01:31Z' },
  analysis: null,
};

test('A call shows how long each stage took to begin, and plays its recording from where the page came from', async () => {
  serve({ [`GET /api/v1/calls/${id}`]: () => details });

  open(`/calls/${id}`);

  const times = await screen.findByRole('region', { name: 'Times' });
  expect(times.textContent).toMatch(/The call came in.*Greeted.*after 1 s.*1 was pressed.*after 5 s.*rings.*after 5.5 s.*Connected.*after 15 s.*ended.*after 90 s/);
  expect(screen.getByLabelText('Recording', { selector: 'audio' }).getAttribute('src')).toBe(`/recordings/${id}.mp3?expires=1&signature=s`);
  expect(within(screen.getByRole('table', { name: 'About the call' })).getByText('owner: hung up')).toBeTruthy();
});

test('A call that is not there is said not to be', async () => {
  serve({ [`GET /api/v1/calls/${id}`]: () => problem(404, { title: 'There is no such call' }) });

  open(`/calls/${id}`);

  expect(await screen.findByText('There is no such call')).toBeTruthy();
});
