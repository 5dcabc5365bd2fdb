import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { open } from '../testing/open';
import { problem, serve, type Asked } from '../testing/serve';

const enterprise = { number: '0367', name: 'Agency', time_zone: 'Europe/Minsk', primary_integration: null, secret: null, settings: {}, integrations_config: {}, extensions: [] };

const settings = {
  enabled: true,
  integration_code: '********33fa',
  api_token: '********77bc',
  incoming_call_actions: { create_customers: true, order_source: 'call' },
  employee_mapping: { '151': { name: 'Sample O.', email: 'oleg@example.com', employee_id: 'e-1' } },
  an_old_setting: 1,
};

const config = '/ms-admin/api/config/0367';

function serveMoySklad(answers: Record<string, (asked: Asked) => unknown> = {}) {
  return serve({
    'GET /api/v1/enterprises/0367': () => enterprise,
    [`GET ${config}`]: () => settings,
    [`PUT ${config}`]: ({ body }) => ({ ...settings, ...(body as object) }),
    ...answers,
  });
}

async function saved(asked: Asked[]) {
  await waitFor(() => expect(asked.some(({ method }) => method === 'PUT')).toBe(true));
  return asked.find(({ method }) => method === 'PUT')?.body;
}

test('Secrets that nobody touched and settings that no field shows are left as they are', async () => {
  const asked = serveMoySklad();
  const user = open('/enterprises/0367/ms');

  await user.click(await screen.findByLabelText('On outgoing calls'));
  await user.click(within(screen.getByRole('group', { name: 'On incoming calls' })).getByLabelText('Create the client'));
  await user.click(screen.getByRole('button', { name: 'Save' }));

  expect(await saved(asked)).toEqual({
    notifications: { notify_outgoing: true },
    incoming_call_actions: { create_customers: true, order_source: 'call', create_client: true },
  });
});

test('A secret is replaced by what is typed, kept when that is taken back, and removed when asked for', async () => {
  const asked = serveMoySklad();
  const user = open('/enterprises/0367/ms');

  const code = await screen.findByLabelText('Integration key (Phone API)');
  expect(code.getAttribute('placeholder')).toBe('********33fa');
  await user.type(code, 'a-new-key');
  const token = screen.getByLabelText('Token of the JSON API');
  await user.type(token, 'slip');
  await user.clear(token);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await saved(asked)).toEqual({ integration_code: 'a-new-key' });

  asked.length = 0;
  await user.click(screen.getByRole('button', { name: 'Remove: Token of the JSON API' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await saved(asked)).toEqual({ api_token: null });
});

test('What is wrong with a mapped employee stands in his row', async () => {
  serveMoySklad({ [`PUT ${config}`]: () => problem(400, { errors: { 'employee_mapping.151.employee_id': ['must be a UUID'] } }) });
  const user = open('/enterprises/0367/ms');

  await user.click(await screen.findByRole('button', { name: 'Save' }));

  const row = within(await screen.findByRole('table', { name: "Employees' extensions" })).getAllByRole('row')[1]!;
  expect(await within(row).findByText('must be a UUID')).toBeTruthy();
});

test('The connection test says of each part whether it works', async () => {
  serveMoySklad({
    'GET /ms-admin/api/test/0367': () => ({
      success: false,
      checks: [
        { name: 'phone_api', ok: true, text: 'The key works; 3 employees have an extension in MoySklad' },
        { name: 'main_api', ok: false, text: 'api_token is not set, but clients or orders are to be made' },
      ],
    }),
  });
  const user = open('/enterprises/0367/ms');

  await user.click(await screen.findByRole('button', { name: 'Test connection' }));

  const rows = within(await screen.findByRole('table', { name: 'Connection test' })).getAllByRole('row');
  expect(rows[0]!.textContent).toContain('Telephony (Phone API)Works');
  expect(rows[1]!.textContent).toContain('Main APIFails');
  expect(screen.getByText('Something is wrong')).toBeTruthy();
});

test('Loaded employees are added to the mapping without changing who is in it', async () => {
  const asked = serveMoySklad({
    'GET /ms-admin/api/employees/0367': () => ({
      items: [
        { id: 'e-1', name: 'Sample O.', email: null, vendor_extension: '900', extension: '151', by: 'name' },
        { id: 'e-2', name: 'Other P.', email: null, vendor_extension: '152', extension: '152', by: 'extension' },
        { id: 'e-3', name: 'Nobody', email: null, vendor_extension: '999', extension: null, by: null },
      ],
      employee_mapping: { '151': { name: 'Sample', employee_id: 'e-1' }, '152': { name: 'Other P.', employee_id: 'e-2' } },
      without_employee: ['153'],
    }),
  });
  const user = open('/enterprises/0367/ms');

  await user.click(await screen.findByRole('button', { name: 'Load employees' }));
  expect(await screen.findByText('No employee was found for the extensions: 153')).toBeTruthy();
  await user.click(await screen.findByRole('button', { name: 'Put into the form' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));

  expect(await saved(asked)).toEqual({ employee_mapping: { ...settings.employee_mapping, '152': { name: 'Other P.', employee_id: 'e-2' } } });
});

test('An integration that is not configured begins with an empty form', async () => {
  const asked = serveMoySklad({ [`GET ${config}`]: () => problem(404, { title: 'This integration is not configured' }) });
  const user = open('/enterprises/0367/ms');

  await user.type(await screen.findByLabelText('Integration key (Phone API)'), 'a-key');
  await user.click(screen.getByRole('button', { name: 'Save' }));

  expect(await saved(asked)).toEqual({ integration_code: 'a-key' });
});
