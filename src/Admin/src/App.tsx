import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { SessionGate } from './session/SessionGate';
import { Pages } from './Pages';

/** For the router around it: the ways of its next version. */
export const routerFuture = { v7_startTransition: true, v7_relativeSplatPath: true };

/** Everything below a router. */
export function App({ client }: { client: QueryClient }) {
  return (
    <MantineProvider>
      <Notifications position="top-right" />
      <QueryClientProvider client={client}>
        <SessionGate>
          <Pages />
        </SessionGate>
      </QueryClientProvider>
    </MantineProvider>
  );
}
