import { Anchor, Group, Paper, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language/useFormats';
import type { CallDetails } from './Call';

/** Plays it from where this page came from: the link may name the address that CRMs use, which need not be ours. */
export function Recording({ recording }: { recording: NonNullable<CallDetails['recording']> }) {
  const { t } = useTranslation();
  const { length } = useFormats();
  if (!recording.url) return null;
  const link = new URL(recording.url, window.location.origin);
  const source = link.pathname + link.search;
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" mb="xs">
        <Text fw={600}>
          {t('calls.recording')} · {length(recording.seconds)}
        </Text>
        <Anchor href={source} download size="sm">
          {t('calls.download')}
        </Anchor>
      </Group>
      <audio controls preload="none" src={source} style={{ width: '100%' }} aria-label={t('calls.recording')} />
    </Paper>
  );
}
