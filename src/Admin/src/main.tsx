import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './language/language';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router-dom';
import { newQueryClient } from './api/newQueryClient';
import { App, routerFuture } from './App';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <BrowserRouter basename="/admin" future={routerFuture}>
      <App client={newQueryClient()} />
    </BrowserRouter>
  </StrictMode>,
);
