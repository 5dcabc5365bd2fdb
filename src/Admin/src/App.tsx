import { Badge, createTheme, Input, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import { SessionGate } from './session/SessionGate';
import { Pages } from './Pages';

const theme = createTheme({
  components: {
    // Badges are words here: as written, and whole.
    Badge: Badge.extend({ defaultProps: { variant: 'light', tt: 'none', miw: 'max-content' } }),
    // An example in red would look like what was typed.
    Input: Input.extend({ styles: { wrapper: { '--input-placeholder-color': 'var(--mantine-color-placeholder)' } as CSSProperties } }),
  },
});

/** Everything below a router. */
export function App({ client }: { client: QueryClient }) {
  return (
    <MantineProvider theme={theme}>
      <Notifications position="bottom-right" />
      <QueryClientProvider client={client}>
        <SessionGate>
          <Pages />
        </SessionGate>
      </QueryClientProvider>
    </MantineProvider>
  );
}
