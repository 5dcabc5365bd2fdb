import { Navigate, Route, Routes } from 'react-router-dom';
import { CallPage } from './calls/CallPage';
import { CallsPage } from './calls/CallsPage';
import { ChangesTab } from './enterprises/ChangesTab';
import { EnterprisePage } from './enterprises/EnterprisePage';
import { EnterprisesPage } from './enterprises/EnterprisesPage';
import { EnterpriseTab } from './enterprises/EnterpriseTab';
import { NewEnterprisePage } from './enterprises/NewEnterprisePage';
import { VendorTab } from './enterprises/VendorTab';
import { Layout } from './layout/Layout';
import { NothingHere } from './layout/NothingHere';
import { ListingPage } from './listings/ListingPage';
import { ListingsPage } from './listings/ListingsPage';
import { NewListingPage } from './listings/NewListingPage';
import { NumbersPage } from './numbers/NumbersPage';
import { OutboxPage } from './outbox/OutboxPage';

export function Pages() {
  return (
    <Routes>
      <Route element={<Layout />}>
        <Route index element={<Navigate to="/calls" replace />} />
        <Route path="numbers" element={<NumbersPage />} />
        <Route path="listings" element={<ListingsPage />} />
        <Route path="listings/new" element={<NewListingPage />} />
        <Route path="listings/:id" element={<ListingPage />} />
        <Route path="calls" element={<CallsPage />} />
        <Route path="calls/:id" element={<CallPage />} />
        <Route path="enterprises" element={<EnterprisesPage />} />
        <Route path="new-enterprise" element={<NewEnterprisePage />} />
        <Route path="enterprises/:number" element={<EnterprisePage />}>
          <Route index element={<EnterpriseTab />} />
          <Route path="changes" element={<ChangesTab />} />
          <Route path=":vendor" element={<VendorTab />} />
        </Route>
        <Route path="outbox" element={<OutboxPage />} />
        <Route path="*" element={<NothingHere />} />
      </Route>
    </Routes>
  );
}
