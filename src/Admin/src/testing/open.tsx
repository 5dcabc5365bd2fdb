import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { newQueryClient } from '../api/newQueryClient';
import { App, routerFuture } from '../App';

/** Opens a page of the whole application as a browser would. */
export function open(path: string) {
  const client = newQueryClient();
  client.setDefaultOptions({ queries: { retry: false, refetchOnWindowFocus: false } });
  render(
    <MemoryRouter initialEntries={[path]} future={routerFuture}>
      <App client={client} />
    </MemoryRouter>,
  );
  return userEvent.setup();
}
