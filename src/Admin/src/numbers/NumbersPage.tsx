import { Anchor, Button, Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router-dom';
import { usePages } from '../api/usePages';
import { useFormats } from '../language/useFormats';
import { ListTable } from '../layout/ListTable';
import { PageTitle } from '../layout/PageTitle';
import { AddNumbers } from './AddNumbers';
import { NumberActions } from './NumberActions';
import { NumberSwitches } from './NumberSwitches';
import { PoolAdvice } from './PoolAdvice';
import { numbersPath, states, type PoolNumber } from './PoolNumber';
import { StateBadge } from './StateBadge';

export function NumbersPage() {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const [filter, setFilter] = useSearchParams();
  const [isAdding, adding] = useDisclosure();
  const state = filter.get('state') ?? undefined;
  const pages = usePages<PoolNumber>(numbersPath, { state }, 10);

  return (
    <>
      <PageTitle title={t('page.numbers')}>
        <Button onClick={adding.open}>{t('numbers.add')}</Button>
      </PageTitle>
      <PoolAdvice />
      <Select
        label={t('numbers.filter')}
        placeholder={t('layout.any')}
        w={220}
        mb="md"
        clearable
        clearButtonProps={{ 'aria-label': t('forms.clear') }}
        data={states.map((word) => ({ value: word, label: t(`number_state.${word}`) }))}
        value={state ?? null}
        onChange={(word) => setFilter(word ? { state: word } : {}, { replace: true })}
      />
      <ListTable
        label={t('page.numbers')}
        pages={pages}
        keyOf={(number) => number.number}
        empty={state ? t('numbers.none_in_state') : t('numbers.empty')}
        minWidth={900}
        columns={[
          { title: t('numbers.number'), cell: (number) => <span style={{ whiteSpace: 'nowrap' }}>{number.display}</span> },
          { title: t('numbers.state'), cell: (number) => <StateBadge state={number.state} /> },
          {
            title: t('numbers.listing'),
            cell: (number) =>
              number.listing_id && (
                <Anchor component={Link} to={`/listings/${number.listing_id}`} size="sm">
                  {number.listing_id}
                  {number.short_title && ` · ${number.short_title}`}
                </Anchor>
              ),
          },
          { title: t('numbers.until'), cell: (number) => dateTime(number.assigned_until) },
          { title: t('numbers.last_leased'), cell: (number) => dateTime(number.last_leased_at) },
          { title: t('numbers.confirm'), cell: (number) => <NumberSwitches number={number} /> },
          { title: '', cell: (number) => <NumberActions number={number} /> },
        ]}
      />
      {isAdding && <AddNumbers onClose={adding.close} />}
    </>
  );
}
