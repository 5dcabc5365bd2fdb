import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { textOf, type Json } from '../api/json';
import { serverText } from '../language/serverText';
import { CopyField } from '../layout/CopyField';
import type { Choices, Field } from './Field';
import { LinesInput } from './LinesInput';
import { RowsInput } from './RowsInput';
import { SecretInput } from './SecretInput';
import { SelectInput } from './SelectInput';

interface Props {
  field: Field;
  value: Json | undefined;
  errors: [name: string, messages: string[]][];
  choices: Choices;
  /** Undefined: it is not set any more. */
  onChange: (value: Json | undefined) => void;
}

export function FieldInput({ field, value, errors, choices, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const common = {
    label: t(field.label),
    description: field.hint && t(field.hint),
    error: errors.length > 0 ? errors.map(([name, messages]) => `${indexIn(name)}${messages.map((message) => serverText(message, i18n.language)).join(', ')}`).join('; ') : undefined,
  };
  switch (field.kind) {
    case 'text':
      return <TextInput {...common} placeholder={field.placeholder} value={textOf(value)} onChange={(event) => onChange(event.currentTarget.value || undefined)} />;
    case 'secret':
      return <SecretInput {...common} value={value} onChange={onChange} />;
    case 'shown':
      return value ? <CopyField label={common.label} description={common.description} value={textOf(value)} /> : <TextInput {...common} value={t('forms.made_later')} disabled />;
    case 'number':
      return (
        <NumberInput
          {...common}
          placeholder={field.placeholder}
          min={field.min}
          max={field.max}
          allowDecimal={false}
          clampBehavior="none"
          value={typeof value === 'number' ? value : textOf(value)}
          onChange={(number) => onChange(number === '' ? undefined : number)}
        />
      );
    case 'switch':
      // The label around it holds the hint too, which is not its name.
      return <Switch {...common} aria-label={common.label} checked={typeof value === 'boolean' ? value : field.otherwise} onChange={(event) => onChange(event.currentTarget.checked)} mt="xs" />;
    case 'yes-no':
      return (
        <Select
          {...common}
          allowDeselect={false}
          data={['default', 'yes', 'no'].map((word) => ({ value: word, label: t(`word.${word}`) }))}
          value={typeof value === 'boolean' ? (value ? 'yes' : 'no') : 'default'}
          onChange={(word) => onChange(word === 'default' ? undefined : word === 'yes')}
        />
      );
    case 'select':
      return <SelectInput {...common} field={field} choices={choices} value={textOf(value)} onChange={onChange} />;
    case 'lines':
      return <LinesInput {...common} placeholder={field.placeholder} value={value} onChange={onChange} />;
    case 'rows':
      return <RowsInput {...common} field={field} value={value} onChange={onChange} errors={errors} />;
  }

  // Of `destinations[1]`: the second line.
  function indexIn(name: string): string {
    const index = field.kind === 'lines' ? /\[(\d+)\]$/.exec(name)?.[1] : undefined;
    return index ? `${t('forms.line', { number: Number(index) + 1 })}: ` : '';
  }
}
