import { Anchor, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router-dom';
import { address } from '../api/request';
import { usePages } from '../api/usePages';
import { useFormats } from '../language/useFormats';
import { ListTable } from '../layout/ListTable';
import { PageTitle } from '../layout/PageTitle';
import { callsPath, type Call } from './Call';
import { toQuery } from './callFilter';
import { CallFilters } from './CallFilters';
import { OutcomeBadge } from './OutcomeBadge';
import { useEndWords } from './useEndWords';

export function CallsPage() {
  const { t } = useTranslation();
  const { dateTime, length } = useFormats();
  const endWords = useEndWords();
  const [filter, setFilter] = useSearchParams();
  const query = toQuery(filter);
  const pages = usePages<Call>(callsPath, query, 10);

  return (
    <>
      <PageTitle title={t('page.calls')}>
        <Button component="a" href={address(`${callsPath}/export.csv`, query)} download variant="default">
          {t('calls.export')}
        </Button>
      </PageTitle>
      <CallFilters filter={filter} onChange={(next) => setFilter(next, { replace: true })} />
      <ListTable
        label={t('page.calls')}
        pages={pages}
        keyOf={(call) => call.id}
        empty={filter.size > 0 ? t('calls.none_found') : t('calls.empty')}
        minWidth={1000}
        columns={[
          {
            title: t('calls.started'),
            cell: (call) => (
              <Anchor component={Link} to={`/calls/${call.id}`} size="sm" style={{ whiteSpace: 'nowrap' }}>
                {dateTime(call.started_at)}
              </Anchor>
            ),
          },
          { title: t('calls.caller'), cell: (call) => call.caller ?? t('calls.hidden') },
          { title: t('calls.dialled'), cell: (call) => call.dialled },
          { title: t('calls.listing'), cell: (call) => call.listing_id && `${call.listing_id} · ${call.short_title ?? ''}` },
          { title: t('calls.destination'), cell: (call) => call.destination },
          { title: t('calls.outcome'), cell: (call) => <OutcomeBadge outcome={call.outcome} /> },
          {
            title: t('calls.talk'),
            cell: (call) => (
              <>
                {length(call.talk_seconds)}{' '}
                {call.recorded && (
                  <span role="img" aria-label={t('calls.recorded')} title={t('calls.recorded')}>
                    ●
                  </span>
                )}
              </>
            ),
          },
          { title: t('calls.end'), cell: endWords },
        ]}
      />
    </>
  );
}
