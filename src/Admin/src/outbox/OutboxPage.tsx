import { Anchor, Badge, SegmentedControl, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router-dom';
import { usePages } from '../api/usePages';
import { useFormats } from '../language/useFormats';
import { serverText } from '../language/serverText';
import { ListTable } from '../layout/ListTable';
import { PageTitle } from '../layout/PageTitle';
import { Counts } from './Counts';
import { eventStates, outboxPath, type OutboxEvent } from './Outbox';
import { ReplayButton } from './ReplayButton';

const colors: Record<OutboxEvent['state'], string> = { dead: 'red', waiting: 'blue', delivered: 'green', expired: 'gray' };

export function OutboxPage() {
  const { t, i18n } = useTranslation();
  const { dateTime, word } = useFormats();
  const [filter, setFilter] = useSearchParams();
  const state = eventStates.find((known) => known === filter.get('state')) ?? 'dead';
  const pages = usePages<OutboxEvent>(outboxPath, { state }, 10);

  return (
    <>
      <PageTitle title={t('page.outbox')}>{state === 'dead' && pages.items && pages.items.length > 0 && <ReplayButton label={t('outbox.replay_all')} path="/replay" />}</PageTitle>
      <Text c="dimmed" mb="md">
        {t('outbox.explain')}
      </Text>
      <Counts />
      <SegmentedControl
        my="md"
        aria-label={t('outbox.state')}
        value={state}
        onChange={(chosen) => setFilter({ state: chosen }, { replace: true })}
        data={eventStates.map((known) => ({ value: known, label: t(`event_state.${known}`) }))}
      />
      <ListTable
        label={t('outbox.events')}
        pages={pages}
        keyOf={(event) => event.id}
        empty={t(`outbox.no_${state}`)}
        minWidth={1000}
        columns={[
          { title: t('outbox.created'), cell: (event) => dateTime(event.created_at) },
          { title: t('outbox.enterprise'), cell: (event) => event.enterprise },
          { title: t('outbox.integration'), cell: (event) => word('vendor', event.integration) },
          {
            title: t('outbox.event'),
            cell: (event) => (
              <Anchor component={Link} to={`/calls/${event.call_id}`} size="sm">
                {word('event_kind', event.kind)}
              </Anchor>
            ),
          },
          {
            title: t('outbox.state'),
            cell: (event) => (
              <Badge color={colors[event.state]}>
                {t(`event_state.${event.state}`)}
              </Badge>
            ),
          },
          { title: t('outbox.attempts'), cell: (event) => event.attempts },
          { title: t('outbox.reason'), cell: (event) => event.last_error && serverText(event.last_error, i18n.language) },
          {
            title: '',
            cell: (event) => event.state === 'dead' && <ReplayButton label={t('outbox.replay')} description={`${t('outbox.replay')}: ${event.id}`} path={`/${event.id}/replay`} />,
          },
        ]}
      />
    </>
  );
}
