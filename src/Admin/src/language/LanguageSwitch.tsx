import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { choose, languages, type Language } from './language';

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('layout.language')}
      value={i18n.language}
      onChange={(value) => choose(value as Language)}
      data={languages.map((language) => ({ value: language, label: language.toUpperCase() }))}
    />
  );
}
