import { Button, Group, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../api/json';
import { isMasked } from './masks';

interface Props {
  label: string;
  description?: string;
  error?: string;
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
}

/** Shows a stored secret only by its mask. Left alone it stays what it is: the mask that is sent back stands for it. */
export function SecretInput({ label, description, error, value, onChange }: Props) {
  const { t } = useTranslation();
  const [mask, setMask] = useState(isMasked(value) ? value : undefined);
  if (isMasked(value) && value !== mask) setMask(value);
  const isRemoved = mask !== undefined && value === undefined;
  return (
    <Group align="flex-end" wrap="nowrap" gap="xs">
      <PasswordInput
        flex={1}
        label={label}
        description={isRemoved ? t('forms.secret_removed') : mask ? t('forms.secret_stored') : description}
        error={error}
        placeholder={isRemoved ? '' : mask}
        autoComplete="new-password"
        value={typeof value === 'string' && !isMasked(value) ? value : ''}
        onChange={(event) => onChange(event.currentTarget.value || mask)}
      />
      {mask && (
        <Button variant="default" onClick={() => onChange(isRemoved ? mask : undefined)} aria-label={`${isRemoved ? t('forms.keep') : t('forms.remove')}: ${label}`}>
          {isRemoved ? t('forms.keep') : t('forms.remove')}
        </Button>
      )}
    </Group>
  );
}
