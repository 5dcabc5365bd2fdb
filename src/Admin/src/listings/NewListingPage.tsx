import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { request } from '../api/request';
import { PageTitle } from '../layout/PageTitle';
import { listingsPath, type Listing } from './Listing';
import { ListingForm } from './ListingForm';
import { newSections } from './sections';

export function NewListingPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <>
      <PageTitle title={t('listings.new')} back={{ to: '/listings', label: t('page.listings') }} />
      <ListingForm
        sections={newSections}
        listing={{}}
        save={(listing) => request<Listing>('POST', listingsPath, listing)}
        onSaved={(listing) => navigate(`/listings/${listing.id}`, { replace: true })}
      />
    </>
  );
}
