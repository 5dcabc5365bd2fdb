import { screen, waitFor } from '@testing-library/react';
import i18next from 'i18next';
import { expect, test } from 'vitest';
import { open } from '../testing/open';
import { problem, serve } from '../testing/serve';

const path = '/api/v1/listings/101';

const listing = {
  id: 101, short_title: 'a flat', title: 'A flat in the centre', code: '101', language: 'ru', destinations: ['+79035550101', '204'], confirm: true, enterprise: null,
  call_settings: { ring: 'parallel', hours: { time_zone: 'Europe/Moscow', open: ['mon-fri 09:00-18:00'] }, a_setting_of_tomorrow: { deep: [1, 2] } },
};

test('What is wrong with a listing stands at its fields, and what has no field in the alert', async () => {
  serve({
    [`GET ${path}`]: () => listing,
    [`PUT ${path}`]: () =>
      problem(400, {
        title: 'The request is not valid',
        errors: { 'destinations[1]': ['must be a phone number'], 'call_settings.hours.open[0]': ["must be of the form 'mon-fri 09:00-18:00'"], shape: ['is not known'] },
      }),
  });
  const user = open('/listings/101');

  await user.click(await screen.findByRole('button', { name: 'Save' }));

  expect(await screen.findByText('line 2: must be a phone number')).toBeTruthy();
  expect(describedBy(screen.getByLabelText('Destinations'))).toContain('line 2: must be a phone number');
  expect(describedBy(screen.getByLabelText('Working hours'))).toContain("must be of the form 'mon-fri 09:00-18:00'");
  expect(screen.getByRole('alert').textContent).toContain('shape: is not known');
  expect(screen.getByRole('alert').textContent).not.toContain('phone number');
});

test('What is wrong is said in Russian to those who chose Russian', async () => {
  await i18next.changeLanguage('ru');
  serve({ [`GET ${path}`]: () => listing, [`PUT ${path}`]: () => problem(400, { errors: { 'call_settings.ring_seconds': ['must be a whole number from 5 to 300'] } }) });
  const user = open('/listings/101');

  await user.click(await screen.findByRole('button', { name: 'Сохранить' }));

  expect(await screen.findByText('нужно целое число от 5 до 300')).toBeTruthy();
});

test('Settings that no field shows survive saving', async () => {
  const asked = serve({ [`GET ${path}`]: () => listing, [`PUT ${path}`]: ({ body }) => body });
  const user = open('/listings/101');

  await user.type(await screen.findByLabelText('Ring for, s'), '20');
  await user.click(screen.getByRole('button', { name: 'Save' }));

  await waitFor(() =>
    expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({ ...listing, call_settings: { ...listing.call_settings, ring_seconds: 20 } }),
  );
});

test('A listing whose hours are emptied is open always, not never', async () => {
  const asked = serve({ [`GET ${path}`]: () => listing, [`PUT ${path}`]: ({ body }) => body });
  const user = open('/listings/101');

  await user.clear(await screen.findByLabelText('Working hours'));
  await user.click(screen.getByRole('button', { name: 'Save' }));

  await waitFor(() => expect(asked.some(({ method }) => method === 'PUT')).toBe(true));
  expect((asked.find(({ method }) => method === 'PUT')?.body as typeof listing).call_settings).not.toHaveProperty('hours');
});

test('What was typed is not lost to another page unasked, and leaves when it is saved', async () => {
  serve({ [`GET ${path}`]: () => listing, [`PUT ${path}`]: ({ body }) => body, 'GET /api/v1/numbers': () => ({ items: [], next: null }) });
  const user = open('/listings/101');
  const ringFor = () => screen.getByLabelText<HTMLInputElement>('Ring for, s').value;

  await user.type(await screen.findByLabelText('Ring for, s'), '20');
  await user.click(screen.getByRole('link', { name: 'Numbers' }));
  await user.click(await screen.findByRole('button', { name: 'Cancel' }));
  expect(ringFor()).toBe('20');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByText('There are unsaved changes')).toBeNull());
  await user.click(screen.getByRole('link', { name: 'Numbers' }));

  expect(await screen.findByRole('heading', { name: 'Numbers' })).toBeTruthy();
});

function describedBy(input: HTMLElement): string {
  return (input.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
}
