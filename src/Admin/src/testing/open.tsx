import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router-dom';
import { newQueryClient } from '../api/newQueryClient';
import { App } from '../App';

/** Opens a page of the whole application as a browser would. */
export function open(path: string) {
  const client = newQueryClient();
  client.setDefaultOptions({ queries: { retry: false, refetchOnWindowFocus: false } });
  const router = createMemoryRouter([{ path: '*', element: <App client={client} /> }], { initialEntries: [path], future: { v7_relativeSplatPath: true } });
  render(<RouterProvider router={router} future={{ v7_startTransition: true }} />);
  return userEvent.setup();
}
