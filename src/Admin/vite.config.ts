import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const host = 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/admin/',
  plugins: [react()],
  // Nothing is inlined: the host lets scripts and fonts come from itself only.
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 1000 },
  server: { proxy: { '^/(api|config|recordings|digitalrop|uon|[a-z]+-admin/api|admin/session)(/|\\?|$)': host } },
  test: { environment: 'jsdom', setupFiles: 'src/testing/setup.ts', testTimeout: 20_000 },
});
