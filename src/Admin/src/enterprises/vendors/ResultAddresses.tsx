import { Alert, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../../api/request';
import { CopyField } from '../../layout/CopyField';
import { ProblemAlert } from '../../layout/ProblemAlert';
import { vendorPath } from './Vendor';

interface Addresses {
  items: { kind: 'checklist' | 'table'; name: string; url: string }[];
}

/** Addresses to be pasted into the call analytics. */
export function ResultAddresses({ enterprise }: { enterprise: string }) {
  const { t } = useTranslation();
  const addresses = useQuery({ queryKey: ['digitalrop', enterprise, 'webhooks'], queryFn: () => request<Addresses>('GET', vendorPath('digitalrop', 'webhooks', enterprise)) });
  const items = addresses.data?.items ?? [];
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Text fw={600}>{t('addresses.title')}</Text>
        <Text size="sm" c="dimmed">
          {t('addresses.explain')}
        </Text>
        <ProblemAlert error={addresses.error} />
        {items.some(({ url }) => url.startsWith('/')) && <Alert color="orange">{t('addresses.no_public_url')}</Alert>}
        {items.map(({ kind, name, url }) => (
          <CopyField key={url} label={`${t(`addresses.${kind}`)}: ${name}`} value={url} />
        ))}
      </Stack>
    </Paper>
  );
}
