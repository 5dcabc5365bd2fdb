import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { serverText } from '../language/serverText';
import { useFormats } from '../language/useFormats';
import { ListTable } from '../layout/ListTable';
import type { CallEvent } from './Call';

/** What happened in a call, in order. */
export function CallEvents({ events }: { events: CallEvent[] }) {
  const { t, i18n } = useTranslation();
  const { time, word } = useFormats();
  return (
    <div>
      <Title order={2} size="h4" mb="xs">
        {t('calls.events')}
      </Title>
      <ListTable
        label={t('calls.events')}
        pages={{ items: events.map((event, index) => ({ ...event, index })), error: null }}
        keyOf={(event) => event.index}
        empty={t('calls.no_events')}
        columns={[
          { title: t('calls.at'), cell: (event) => time(event.at) },
          { title: t('calls.what'), cell: (event) => word('event', event.kind) },
          { title: t('calls.which'), cell: subject },
          { title: t('calls.detail'), cell: (event) => <Text size="sm">{detail(event)}</Text> },
        ]}
      />
    </div>
  );

  function subject(event: CallEvent): string {
    if (event.kind === 'stage') return word('stage', event.subject);
    if (event.kind === 'recording') return word('recording', event.subject);
    if (event.kind !== 'end') return event.subject;
    const [side, reason] = event.subject.split('.');
    return `${word('side', side)}: ${word('end_reason', reason)}`;
  }

  // Beside a key stands who pressed it, before a prompt's text who hears it, beside a stage may stand how the listing was found.
  function detail({ kind, detail: text }: CallEvent): string {
    if (!text) return '';
    if (kind === 'prompt') return text.replace(/^\w+(?=: )/, (side) => word('side', side));
    return kind === 'digit' ? word('side', text) : kind === 'stage' ? word('attribution', serverText(text, i18n.language)) : serverText(text, i18n.language);
  }
}
