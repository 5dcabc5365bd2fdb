import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PoolNumber } from './PoolNumber';

const colors: Record<PoolNumber['state'], string> = { free: 'green', leased: 'blue', held: 'violet', draining: 'orange', disabled: 'gray' };

export function StateBadge({ state }: { state: PoolNumber['state'] }) {
  const { t } = useTranslation();
  return (
    <Badge color={colors[state]}>
      {t(`number_state.${state}`)}
    </Badge>
  );
}
