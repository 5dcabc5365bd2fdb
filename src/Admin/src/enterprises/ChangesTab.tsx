import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import type { Json } from '../api/json';
import { usePages } from '../api/usePages';
import { useFormats } from '../language/useFormats';
import { ListTable } from '../layout/ListTable';
import { differences } from './differences';
import { pathOf } from './Enterprise';

interface Change {
  id: number;
  at: string;
  who: string;
  action: string;
  before: Json;
  after: Json;
}

const mostShown = 30;

/** Who changed what and when. */
export function ChangesTab() {
  const { t } = useTranslation();
  const { dateTime, word } = useFormats();
  const { number = '' } = useParams();
  const pages = usePages<Change>(`${pathOf(number)}/changes`);
  return (
    <ListTable
      label={t('changes.title')}
      pages={pages}
      keyOf={(change) => change.id}
      empty={t('changes.empty')}
      columns={[
        { title: t('changes.at'), cell: (change) => dateTime(change.at) },
        { title: t('changes.who'), cell: (change) => change.who },
        { title: t('changes.action'), cell: (change) => word('change', change.action) },
        { title: t('changes.what'), cell: (change) => <What change={change} /> },
      ]}
    />
  );
}

function What({ change }: { change: Change }) {
  const { t } = useTranslation();
  const all = differences(change.before, change.after);
  return (
    <>
      <List size="sm" listStyleType="none">
        {all.slice(0, mostShown).map(({ path, before, after }) => (
          <List.Item key={path}>
            <b>{path}</b>: {before !== undefined && before !== null && `${written(before)} → `}
            {written(after)}
          </List.Item>
        ))}
      </List>
      {all.length > mostShown && (
        <Text size="sm" c="dimmed">
          {t('changes.more', { fields: all.length - mostShown })}
        </Text>
      )}
    </>
  );
}

function written(value: Json | undefined): string {
  return value === undefined || value === null ? '—' : typeof value === 'string' ? value : JSON.stringify(value);
}
