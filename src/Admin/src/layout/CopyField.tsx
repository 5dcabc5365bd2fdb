import { Button, Group, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A text to be pasted elsewhere. */
export function CopyField({ label, value, description }: { label: string; value: string; description?: string }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);

  async function copy() {
    if (navigator.clipboard) await navigator.clipboard.writeText(value);
    else {
      // Without https there is no clipboard; this old way still works.
      input.current?.select();
      document.execCommand('copy');
    }
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  }

  return (
    <Group align="flex-end" wrap="nowrap" gap="xs">
      <TextInput ref={input} label={label} description={description} value={value} readOnly flex={1} onFocus={(event) => event.currentTarget.select()} />
      <Button variant="default" onClick={() => void copy()} aria-label={`${t('layout.copy')}: ${label}`}>
        {isCopied ? t('layout.copied') : t('layout.copy')}
      </Button>
    </Group>
  );
}
