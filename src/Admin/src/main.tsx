import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './language/language';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router-dom';
import { newQueryClient } from './api/newQueryClient';
import { App } from './App';

const router = createBrowserRouter([{ path: '*', element: <App client={newQueryClient()} /> }], { basename: '/admin', future: { v7_relativeSplatPath: true } });

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <RouterProvider router={router} future={{ v7_startTransition: true }} />
  </StrictMode>,
);
