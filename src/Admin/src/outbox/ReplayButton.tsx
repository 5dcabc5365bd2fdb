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
  // Told here: the row of this button is gone once the list is read anew.
  const replay = useAct(
    async () => {
      const { replayed } = await request<{ replayed: number }>('POST', address(outboxPath + path, query));
      tell(t('outbox.replayed', { events: replayed }));
    },
    outboxPath,
    countsPath,
  );
  return (
    <Stack gap="xs">
      <Button
        size="xs"
        variant="default"
        aria-label={description}
        loading={replay.isPending}
        onClick={() => replay.mutate()}
      >
        {label}
      </Button>
      <ProblemAlert error={replay.error} />
    </Stack>
  );
}
