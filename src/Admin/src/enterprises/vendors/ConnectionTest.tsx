import { Badge, Button, Group, Paper, Stack, Table, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../../api/request';
import { serverText } from '../../language/serverText';
import { useFormats } from '../../language/useFormats';
import { ProblemAlert } from '../../layout/ProblemAlert';
import { vendorPath } from './Vendor';

interface Tested {
  success: boolean;
  checks: { name: string; ok: boolean; text: string }[];
}

interface Props {
  vendor: string;
  enterprise: string;
  isStored: boolean;
  isChanged: boolean;
}

/** Tries what is saved and says of each part whether it works. */
export function ConnectionTest({ vendor, enterprise, isStored, isChanged }: Props) {
  const { t, i18n } = useTranslation();
  const { word } = useFormats();
  const test = useMutation({ mutationFn: () => request<Tested>('GET', vendorPath(vendor, 'test', enterprise)) });
  return (
    <Paper withBorder p="md" role="region" aria-label={t('test.title')}>
      <Stack gap="sm">
        <Group>
          <Button variant="light" loading={test.isPending} disabled={!isStored} onClick={() => test.mutate()}>
            {t('test.run')}
          </Button>
          {test.data && (
            <Badge size="lg" color={test.data.success ? 'green' : 'red'}>
              {t(test.data.success ? 'test.works' : 'test.fails')}
            </Badge>
          )}
          {isChanged && (
            <Text size="sm" c="dimmed">
              {t('test.saved_only')}
            </Text>
          )}
        </Group>
        <ProblemAlert error={test.error} />
        {test.data && (
          <Table aria-label={t('test.title')}>
            <Table.Tbody>
              {test.data.checks.map((check) => (
                <Table.Tr key={check.name}>
                  <Table.Td w={220}>{word('check', check.name)}</Table.Td>
                  <Table.Td w={120}>
                    <Badge color={check.ok ? 'green' : 'red'}>
                      {t(check.ok ? 'test.ok' : 'test.not_ok')}
                    </Badge>
                  </Table.Td>
                  <Table.Td>{serverText(check.text, i18n.language)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Stack>
    </Paper>
  );
}
