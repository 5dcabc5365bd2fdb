import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation, useNavigate, useParams } from 'react-router-dom';
import { request } from '../api/request';
import { DeleteButton } from '../layout/DeleteButton';
import { Loaded } from '../layout/Loaded';
import { PageTitle } from '../layout/PageTitle';
import { enterprisesPath, pathOf, type Enterprise } from './Enterprise';
import { vendors } from './vendors/vendors';

const general = 'general';

/** The frame of an enterprise's tabs; each tab has an address of its own. */
export function EnterprisePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { number = '' } = useParams();
  const tab = useLocation().pathname.split('/')[3] || general;
  const enterprise = useQuery({ queryKey: [enterprisesPath, number], queryFn: () => request<Enterprise>('GET', pathOf(number)) });
  const tabs = [
    { name: general, label: t('enterprise.general') },
    ...vendors.map(({ name }) => ({ name, label: t(`vendor.${name}`) })),
    { name: 'changes', label: t('changes.title') },
  ];
  return (
    <>
      <PageTitle title={enterprise.data ? `${number} · ${enterprise.data.name}` : number} back={{ to: '/enterprises', label: t('page.enterprises') }}>
        {enterprise.data && (
          <DeleteButton title={t('enterprises.delete', { number })} text={t('enterprises.delete_explain')} path={pathOf(number)} list={enterprisesPath} next="/enterprises" />
        )}
      </PageTitle>
      <Loaded query={enterprise}>
        {() => (
          <Tabs value={tab} onChange={(chosen) => chosen && navigate(`/enterprises/${number}/${chosen === general ? '' : chosen}`)}>
            <Tabs.List mb="md">
              {tabs.map(({ name, label }) => (
                <Tabs.Tab key={name} value={name}>
                  {label}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value={tab}>
              <Outlet />
            </Tabs.Panel>
          </Tabs>
        )}
      </Loaded>
    </>
  );
}
