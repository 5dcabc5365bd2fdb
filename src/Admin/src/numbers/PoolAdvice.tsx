import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../api/request';
import { useFormats } from '../language/useFormats';

interface Advice {
  days: number;
  numbers: number;
  target_refused: number;
  numbers_needed: number | null;
  expected_refused: number | null;
  busiest_hour: { hour: string; leases: number; refused: number } | null;
}

/** Whether the pool is large enough, by recorded demand. */
export function PoolAdvice() {
  const { t } = useTranslation();
  const { dateTime, percent } = useFormats();
  const { data } = useQuery({ queryKey: ['/api/v1/pool/advice'], queryFn: () => request<Advice>('GET', '/api/v1/pool/advice') });
  // Beside the list it is extra: nothing is said while there is nothing to say.
  if (!data || data.numbers_needed === null || !data.busiest_hour) return null;
  const isEnough = data.numbers >= data.numbers_needed;
  return (
    <Alert color={isEnough ? 'blue' : 'orange'} mb="md" title={t(isEnough ? 'numbers.enough' : 'numbers.too_few', { numbers: data.numbers, needed: data.numbers_needed })}>
      <Text size="sm">
        {t('numbers.advice', {
          days: data.days,
          hour: dateTime(data.busiest_hour.hour),
          leases: data.busiest_hour.leases,
          expected: percent(data.expected_refused ?? 0),
          target: percent(data.target_refused),
        })}
      </Text>
    </Alert>
  );
}
