import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { request } from '../api/request';
import { PageTitle } from '../layout/PageTitle';
import { enterprisesPath, type Enterprise } from './Enterprise';
import { EnterpriseForm } from './EnterpriseForm';
import { newSections } from './sections';

export function NewEnterprisePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <>
      <PageTitle title={t('enterprises.new')} back={{ to: '/enterprises', label: t('page.enterprises') }} />
      <EnterpriseForm
        sections={newSections}
        enterprise={{}}
        save={(enterprise) => request<Enterprise>('POST', enterprisesPath, enterprise)}
        onSaved={({ number }) => navigate(`/enterprises/${number}`, { replace: true })}
      />
    </>
  );
}
