import { Alert, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { request } from '../api/request';
import { useFormats } from '../language/useFormats';
import { Loaded } from '../layout/Loaded';
import { PageTitle } from '../layout/PageTitle';
import { Analysis } from './Analysis';
import { callsPath, type CallDetails } from './Call';
import { CallEvents } from './CallEvents';
import { CallFacts } from './CallFacts';
import { CallTimes } from './CallTimes';
import { OutcomeBadge } from './OutcomeBadge';
import { Recording } from './Recording';

const liveEverySeconds = 5;

export function CallPage() {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
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
            <CallEvents events={loaded.events} />
            <Text size="xs" c="dimmed">
              {t('calls.id')}: {loaded.call.id}
            </Text>
          </Stack>
        )}
      </Loaded>
    </>
  );
}
