import { Alert, Button, Center, Group, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionKey } from '../api/newQueryClient';
import { Problem } from '../api/Problem';
import { LanguageSwitch } from '../language/LanguageSwitch';
import { signIn } from './useSession';

export function SignIn() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [key, setKey] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      client.setQueryData(sessionKey, await signIn(key.trim()));
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem(0));
      setBusy(false);
    }
  }

  return (
    <Center mih="100vh" p="md" bg="gray.0">
      <Paper component="form" onSubmit={submit} withBorder shadow="sm" radius="md" p="xl" w={420} maw="100%">
        <Stack>
          <Group justify="space-between">
            <Title order={1} size="h3">
              CallControl
            </Title>
            <LanguageSwitch />
          </Group>
          <Text c="dimmed" size="sm">
            {t('session.explain')}
          </Text>
          <PasswordInput label={t('session.key')} value={key} onChange={(event) => setKey(event.currentTarget.value)} autoFocus autoComplete="current-password" />
          {problem && <Alert color="red">{wordsFor(problem)}</Alert>}
          <Button type="submit" loading={isBusy} disabled={key.trim() === ''}>
            {t('session.sign_in')}
          </Button>
        </Stack>
      </Paper>
    </Center>
  );

  function wordsFor({ status, detail, retryAfter }: Problem): string {
    if (status === 401) return detail.startsWith('No API key is configured') ? t('session.no_keys') : t('session.wrong_key');
    if (status === 429) return retryAfter ? t('session.too_many_wait', { seconds: retryAfter }) : t('session.too_many');
    return status === 0 || status >= 500 ? t('session.away') : t('session.failed', { status });
  }
}
