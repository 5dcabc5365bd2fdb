import { Anchor, Badge, Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router-dom';
import { usePages } from '../api/usePages';
import { ListTable } from '../layout/ListTable';
import { PageTitle } from '../layout/PageTitle';
import { listingsPath, type Listing } from './Listing';

export function ListingsPage() {
  const { t } = useTranslation();
  const [filter, setFilter] = useSearchParams();
  const search = filter.get('search') ?? undefined;
  const [typed, setTyped] = useState(search ?? '');
  const find = useDebouncedCallback((text: string) => setFilter(text.trim() ? { search: text.trim() } : {}, { replace: true }), 300);
  const pages = usePages<Listing>(listingsPath, { search });

  return (
    <>
      <PageTitle title={t('page.listings')}>
        <Button component={Link} to="/listings/new">
          {t('listings.add')}
        </Button>
      </PageTitle>
      <TextInput
        label={t('listings.search')}
        placeholder={t('listings.search_hint')}
        maw={420}
        mb="md"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          find(event.currentTarget.value);
        }}
      />
      <ListTable
        label={t('page.listings')}
        pages={pages}
        keyOf={(listing) => listing.id}
        empty={search ? t('listings.none_found') : t('listings.empty')}
        columns={[
          { title: t('listing.id'), cell: (listing) => <ToListing listing={listing} text={String(listing.id)} /> },
          { title: t('listing.code'), cell: (listing) => listing.code },
          { title: t('listing.title'), cell: (listing) => <ToListing listing={listing} text={listing.title} /> },
          { title: t('listing.destinations'), cell: (listing) => listing.destinations.join(', ') },
          { title: t('listing.enterprise'), cell: (listing) => listing.enterprise },
          {
            title: t('listings.press_one'),
            cell: (listing) => (
              <Badge color={listing.confirm ? 'blue' : 'gray'}>
                {t(listing.confirm ? 'word.yes' : 'word.no')}
              </Badge>
            ),
          },
        ]}
      />
    </>
  );
}

function ToListing({ listing, text }: { listing: Listing; text: string }) {
  return (
    <Anchor component={Link} to={`/listings/${listing.id}`} size="sm">
      {text}
    </Anchor>
  );
}
