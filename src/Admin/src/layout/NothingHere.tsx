import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageTitle } from './PageTitle';

export function NothingHere() {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t('layout.no_page')} />
      <Text>{t('layout.no_page_explain')}</Text>
    </>
  );
}
