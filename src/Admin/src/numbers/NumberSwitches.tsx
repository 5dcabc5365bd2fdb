import { Select, Stack, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { request } from '../api/request';
import { useAct } from '../api/useAct';
import { ProblemAlert } from '../layout/ProblemAlert';
import { numbersPath, pathOf, type PoolNumber } from './PoolNumber';

/** Whether callers of this number press 1, and whether it is one number for all listings. Saved at once. */
export function NumberSwitches({ number }: { number: PoolNumber }) {
  const { t } = useTranslation();
  const change = useAct((body: Partial<Pick<PoolNumber, 'confirm' | 'ask_code'>>) => request('PATCH', pathOf(number), body), numbersPath);
  return (
    <Stack gap={6} w={190}>
      <Select
        size="xs"
        aria-label={`${t('numbers.confirm')}: ${number.display}`}
        allowDeselect={false}
        disabled={change.isPending || number.ask_code}
        data={['listing', 'yes', 'no'].map((word) => ({ value: word, label: t(`numbers.confirm_${word}`) }))}
        value={number.confirm === null ? 'listing' : number.confirm ? 'yes' : 'no'}
        onChange={(word) => change.mutate({ confirm: word === 'listing' ? null : word === 'yes' })}
      />
      <Switch
        size="xs"
        label={t('numbers.ask_code')}
        aria-label={`${t('numbers.ask_code')}: ${number.display}`}
        disabled={change.isPending}
        checked={number.ask_code}
        onChange={(event) => change.mutate({ ask_code: event.currentTarget.checked })}
      />
      <ProblemAlert error={change.error} />
    </Stack>
  );
}
