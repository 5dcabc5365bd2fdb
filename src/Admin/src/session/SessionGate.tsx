import { Center, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../layout/ProblemAlert';
import { SignIn } from './SignIn';
import { useSession } from './useSession';

/** What is inside is for those who are signed in. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  if (session.data) return children;
  if (session.data === null) return <SignIn />;
  return (
    <Center h="100vh" p="md">
      {session.error ? <ProblemAlert error={session.error} onRetry={() => void session.refetch()} /> : <Loader aria-label={t('layout.loading')} />}
    </Center>
  );
}
