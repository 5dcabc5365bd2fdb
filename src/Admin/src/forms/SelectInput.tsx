import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Choice, Choices, KindOf } from './Field';

interface Props {
  label: string;
  description?: string;
  error?: string;
  field: KindOf<'select'>;
  choices: Choices;
  value: string;
  onChange: (value: string | undefined) => void;
}

const searchableFrom = 8;

export function SelectInput({ field, choices, value, onChange, ...common }: Props) {
  const { t } = useTranslation();
  const known: Choice[] | undefined = field.words ? field.words.map((word) => ({ value: word, label: t(`word.${word}`) })) : choices[field.choices ?? ''];
  if (!known) return <TextInput {...common} placeholder={field.placeholder} value={value} onChange={(event) => onChange(event.currentTarget.value || undefined)} />;
  const data = value === '' || known.some((choice) => choice.value === value) ? known : [{ value, label: value }, ...known];
  return (
    <Select
      {...common}
      placeholder={field.placeholder ?? t('word.default')}
      data={data}
      value={value || null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      clearable
      clearButtonProps={{ 'aria-label': `${t('forms.clear')}: ${common.label}` }}
      searchable={data.length >= searchableFrom}
      nothingFoundMessage={t('forms.nothing_found')}
    />
  );
}
