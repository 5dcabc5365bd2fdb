import { Alert, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { request } from '../api/request';
import { useFormats } from '../language/useFormats';
import { ListTable } from '../layout/ListTable';
import { Loaded } from '../layout/Loaded';
import { PageTitle } from '../layout/PageTitle';
import { Analysis } from './Analysis';
import { callsPath, type CallDetails } from './Call';
import { CallFacts } from './CallFacts';
import { CallTimes } from './CallTimes';
import { OutcomeBadge } from './OutcomeBadge';
import { Recording } from './Recording';

const liveEverySeconds = 5;

export function CallPage() {
  const { t } = useTranslation();
  const { dateTime, time, word } = useFormats();
  const { id = '' } = useParams();
  const details = useQuery({
    queryKey: [callsPath, id],
    queryFn: () => request<CallDetails>('GET', `${callsPath}/${encodeURIComponent(id)}`),
    refetchInterval: (query) => (query.state.data?.call.outcome === 'live' ? liveEverySeconds * 1000 : false),
  });
  const started = details.data && dateTime(details.data.call.started_at);

  return (
    <>
      <PageTitle title={t('calls.one', { time: started ?? '' })} back={{ to: '/calls', label: t('page.calls') }}>
        {details.data && <OutcomeBadge outcome={details.data.call.outcome} />}
      </PageTitle>
      <Loaded query={details}>
        {(loaded) => (
          <Stack gap="lg">
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <CallFacts details={loaded} />
              <CallTimes details={loaded} />
            </SimpleGrid>
            {loaded.recording && <Recording recording={loaded.recording} />}
            {!loaded.recording && loaded.call.outcome === 'answered' && <Alert color="gray">{t('calls.no_recording')}</Alert>}
            {loaded.analysis && <Analysis analysis={loaded.analysis} />}
            <div>
              <Title order={2} size="h4" mb="xs">
                {t('calls.events')}
              </Title>
              <ListTable
                label={t('calls.events')}
                pages={{ items: loaded.events.map((event, index) => ({ ...event, index })), error: null }}
                keyOf={(event) => event.index}
                empty={t('calls.no_events')}
                columns={[
                  { title: t('calls.at'), cell: (event) => time(event.at) },
                  { title: t('calls.what'), cell: (event) => word('event', event.kind) },
                  { title: t('calls.which'), cell: (event) => (event.kind === 'stage' ? word('stage', event.subject) : event.subject) },
                  { title: t('calls.detail'), cell: (event) => <Text size="sm">{event.detail}</Text> },
                ]}
              />
            </div>
            <Group gap="xs">
              <Text size="xs" c="dimmed">
                {t('calls.id')}: {loaded.call.id}
              </Text>
            </Group>
          </Stack>
        )}
      </Loaded>
    </>
  );
}
