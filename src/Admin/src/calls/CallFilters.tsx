import { Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filterNames, type FilterName } from './callFilter';

interface Props {
  filter: URLSearchParams;
  onChange: (filter: Record<string, string>) => void;
}

type Typed = Record<FilterName, string>;

export function CallFilters({ filter, onChange }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(() => Object.fromEntries(filterNames.map((name) => [name, filter.get(name) ?? ''])) as Typed);
  const apply = useDebouncedCallback((next: Typed) => onChange(Object.fromEntries(Object.entries(next).filter(([, text]) => text.trim() !== ''))), 400);

  return (
    <Group mb="md" align="flex-end">
      <TextInput type="datetime-local" {...common('from')} />
      <TextInput type="datetime-local" {...common('to')} />
      <TextInput w={170} placeholder="+7…" {...common('number')} />
      <TextInput w={120} inputMode="numeric" {...common('listing_id')} />
      <Select
        label={t('calls.outcome')}
        placeholder={t('layout.any')}
        w={170}
        clearable
        clearButtonProps={{ 'aria-label': t('forms.clear') }}
        data={['answered', 'missed', 'live'].map((word) => ({ value: word, label: t(`outcome.${word}`) }))}
        value={typed.outcome || null}
        onChange={(word) => put('outcome', word ?? '')}
      />
    </Group>
  );

  function common(name: FilterName) {
    return { label: t(`calls.filter_${name}`), value: typed[name], onChange: (event: { currentTarget: { value: string } }) => put(name, event.currentTarget.value) };
  }

  function put(name: FilterName, text: string) {
    const next = { ...typed, [name]: text };
    setTyped(next);
    apply(next);
  }
}
