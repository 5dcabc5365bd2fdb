import { Anchor, Badge, Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { isObject } from '../api/json';
import { usePages } from '../api/usePages';
import { ListTable } from '../layout/ListTable';
import { PageTitle } from '../layout/PageTitle';
import { enterprisesPath, type Enterprise } from './Enterprise';
import { vendors } from './vendors/vendors';

export function EnterprisesPage() {
  const { t } = useTranslation();
  const pages = usePages<Enterprise>(enterprisesPath);
  return (
    <>
      <PageTitle title={t('page.enterprises')}>
        <Button component={Link} to="/new-enterprise">
          {t('enterprises.add')}
        </Button>
      </PageTitle>
      <ListTable
        label={t('page.enterprises')}
        pages={pages}
        keyOf={(enterprise) => enterprise.number}
        empty={t('enterprises.empty')}
        columns={[
          { title: t('enterprise.number'), cell: (enterprise) => <ToEnterprise enterprise={enterprise} text={enterprise.number} /> },
          { title: t('enterprise.name'), cell: (enterprise) => <ToEnterprise enterprise={enterprise} text={enterprise.name} /> },
          { title: t('enterprise.time_zone'), cell: (enterprise) => enterprise.time_zone },
          { title: t('enterprise.employees'), cell: (enterprise) => enterprise.extensions.length },
          { title: t('enterprise.integrations'), cell: (enterprise) => <Integrations enterprise={enterprise} /> },
        ]}
      />
    </>
  );
}

function ToEnterprise({ enterprise, text }: { enterprise: Enterprise; text: string }) {
  return (
    <Anchor component={Link} to={`/enterprises/${enterprise.number}`} size="sm">
      {text}
    </Anchor>
  );
}

function Integrations({ enterprise }: { enterprise: Enterprise }) {
  const { t } = useTranslation();
  return (
    <Group gap={4}>
      {vendors
        .filter(({ name }) => isObject(enterprise.integrations_config[name]))
        .map(({ name }) => {
          const settings = enterprise.integrations_config[name];
          const isOn = isObject(settings) && settings.enabled === true;
          return (
            <Badge key={name} component={Link} to={`/enterprises/${enterprise.number}/${name}`} color={isOn ? 'green' : 'gray'} style={{ cursor: 'pointer' }}>
              {t(`vendor.${name}`)}
              {!isOn && ` (${t('enterprise.off')})`}
            </Badge>
          );
        })}
    </Group>
  );
}
