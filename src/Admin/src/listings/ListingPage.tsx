import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router-dom';
import { request } from '../api/request';
import { useFresh } from '../api/useFresh';
import { DeleteButton } from '../layout/DeleteButton';
import { Loaded } from '../layout/Loaded';
import { PageTitle } from '../layout/PageTitle';
import { listingsPath, type Listing } from './Listing';
import { ListingForm } from './ListingForm';
import { changeSections } from './sections';

export function ListingPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const path = `${listingsPath}/${id}`;
  const listing = useFresh<Listing>(path);
  return (
    <>
      <PageTitle title={t('listings.one', { id })} back={{ to: '/listings', label: t('page.listings') }}>
        <Button component={Link} to={`/calls?listing_id=${id}`} variant="default">
          {t('page.calls')}
        </Button>
        {listing.data && <DeleteButton title={t('listings.delete', { id })} text={t('listings.delete_explain')} path={path} list={listingsPath} next="/listings" />}
      </PageTitle>
      <Loaded query={listing}>{(loaded) => <ListingForm key={id} sections={changeSections} listing={loaded} save={(changed) => request<Listing>('PUT', path, changed)} />}</Loaded>
    </>
  );
}
