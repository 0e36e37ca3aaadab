import './ui/theme/reset.css';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import '@digdir/designsystemet-css';
import './ui/theme/kontor.css';
import './ui/theme/house.css';
import './ui/theme/tables.css';
import './ui/theme/dialogs.css';
import './ui/theme/notices.css';
import './ui/theme/shell.css';
import './ui/theme/pages.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from './app/i18n/i18n.js';
import { queryClient } from './app/query-client.js';
import { router } from './app/router.js';
import { Announcer } from './ui/announcer.js';
import { ToastRegion } from './ui/toast.js';

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html lost its #root');
  await startI18n();
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Announcer />
        <ToastRegion />
      </QueryClientProvider>
    </StrictMode>,
  );
}

void start();
