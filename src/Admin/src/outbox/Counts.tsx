import { Anchor, Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { request } from '../api/request';
import { useFormats } from '../language/useFormats';
import { ListTable } from '../layout/ListTable';
import { countsPath, type OutboxCount } from './Outbox';
import { ReplayButton } from './ReplayButton';

/** How much waits and was set aside for each account. */
export function Counts() {
  const { t } = useTranslation();
  const { dateTime, word } = useFormats();
  const counts = useQuery({ queryKey: [countsPath], queryFn: () => request<OutboxCount[]>('GET', countsPath), refetchInterval: 10_000 });
  return (
    <ListTable
      label={t('outbox.counts')}
      pages={{ items: counts.data, error: counts.error }}
      keyOf={(count) => `${count.enterprise} ${count.integration}`}
      empty={t('outbox.nothing_waits')}
      columns={[
        {
          title: t('outbox.enterprise'),
          cell: (count) => (
            <Anchor component={Link} to={`/enterprises/${count.enterprise}/${count.integration}`} size="sm">
              {count.enterprise}
            </Anchor>
          ),
        },
        { title: t('outbox.integration'), cell: (count) => word('vendor', count.integration) },
        { title: t('outbox.waiting'), cell: (count) => count.waiting },
        { title: t('outbox.oldest'), cell: (count) => dateTime(count.oldest) },
        {
          title: t('outbox.dead'),
          cell: (count) => (
            <Badge color={count.dead > 0 ? 'red' : 'gray'} variant="light">
              {count.dead}
            </Badge>
          ),
        },
        {
          title: '',
          cell: (count) =>
            count.dead > 0 && (
              <ReplayButton
                label={t('outbox.replay_account')}
                description={`${t('outbox.replay_account')}: ${count.enterprise}, ${word('vendor', count.integration)}`}
                path="/replay"
                query={{ enterprise: count.enterprise, integration: count.integration }}
              />
            ),
        },
      ]}
    />
  );
}
