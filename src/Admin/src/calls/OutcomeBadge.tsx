import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Call } from './Call';

const colors: Record<Call['outcome'], string> = { answered: 'green', missed: 'red', live: 'blue' };

export function OutcomeBadge({ outcome }: { outcome: Call['outcome'] }) {
  const { t } = useTranslation();
  return (
    <Badge color={colors[outcome]}>
      {t(`outcome.${outcome}`)}
    </Badge>
  );
}
