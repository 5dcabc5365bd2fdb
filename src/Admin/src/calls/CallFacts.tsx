import { Anchor, Paper, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useFormats } from '../language/useFormats';
import type { CallDetails } from './Call';
import { useEndWords } from './useEndWords';

export function CallFacts({ details: { call, owner_cause } }: { details: CallDetails }) {
  const { t } = useTranslation();
  const { length, word } = useFormats();
  const endWords = useEndWords();
  const facts: [title: string, value: ReactNode][] = [
    [t('calls.direction'), word('direction', call.direction)],
    [t('calls.caller'), call.caller ?? t('calls.hidden')],
    [t('calls.dialled'), call.dialled],
    [
      t('calls.listing'),
      call.listing_id && (
        <Anchor component={Link} to={`/listings/${call.listing_id}`} size="sm">
          {call.listing_id} · {call.short_title}
        </Anchor>
      ),
    ],
    [t('calls.attribution'), word('attribution', call.attribution)],
    [t('calls.destination'), call.destination],
    [
      t('calls.enterprise'),
      call.enterprise && (
        <Anchor component={Link} to={`/enterprises/${call.enterprise}`} size="sm">
          {call.enterprise}
        </Anchor>
      ),
    ],
    [t('calls.extension'), call.extension],
    [t('calls.line'), call.line],
    [t('calls.stage'), word('stage', call.stage)],
    [t('calls.end'), endWords(call)],
    [t('calls.cause'), owner_cause],
    [t('calls.talk'), length(call.talk_seconds)],
    [t('calls.flow'), word('flow', call.flow)],
    [t('calls.node'), call.node],
  ];
  return (
    <Paper withBorder p="md">
      <Table withRowBorders={false} verticalSpacing={4} aria-label={t('calls.facts')}>
        <Table.Tbody>
          {facts
            .filter(([, value]) => value !== null && value !== '' && value !== undefined)
            .map(([title, value]) => (
              <Table.Tr key={title}>
                <Table.Th scope="row" fw={500} c="dimmed" w="40%">
                  {title}
                </Table.Th>
                <Table.Td>{value}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
