import { Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { address, request, type Query } from '../api/request';
import { useAct } from '../api/useAct';
import { ProblemAlert } from '../layout/ProblemAlert';
import { tell } from '../layout/tell';
import { countsPath, outboxPath } from './Outbox';

interface Props {
  label: string;
  /** Of this button among many. */
  description?: string;
  /** Below the outbox: `/12/replay`, or `/replay` for all that the query names. */
  path: string;
  query?: Query;
}

/** Tells a CRM again what was set aside. */
export function ReplayButton({ label, description, path, query = {} }: Props) {
  const { t } = useTranslation();
  const replay = useAct(() => request<{ replayed: number }>('POST', address(outboxPath + path, query)), outboxPath, countsPath);
  return (
    <Stack gap="xs">
      <Button
        size="xs"
        variant="default"
        aria-label={description}
        loading={replay.isPending}
        onClick={() => replay.mutate(undefined, { onSuccess: ({ replayed }) => tell(t('outbox.replayed', { events: replayed })) })}
      >
        {label}
      </Button>
      <ProblemAlert error={replay.error} />
    </Stack>
  );
}
