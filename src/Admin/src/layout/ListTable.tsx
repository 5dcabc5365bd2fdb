import { Button, Center, Loader, Paper, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pages } from '../api/usePages';
import { ProblemAlert } from './ProblemAlert';

export interface Column<T> {
  title: string;
  cell: (item: T) => ReactNode;
}

interface Props<T> {
  /** What the table is of, for those who don't see it. */
  label: string;
  pages: Pick<Pages<T>, 'items' | 'error'> & Partial<Pages<T>>;
  columns: Column<T>[];
  keyOf: (item: T) => string | number;
  /** What to do when there is nothing. */
  empty: string;
  minWidth?: number;
}

/** Every list is shown by it: with what it holds, or what to do when that is nothing or can't be had. */
export function ListTable<T>({ label, pages, columns, keyOf, empty, minWidth = 700 }: Props<T>) {
  const { t } = useTranslation();
  const { items } = pages;
  return (
    <>
      <ProblemAlert error={pages.error} />
      {!items && !pages.error && (
        <Center p="xl">
          <Loader aria-label={t('layout.loading')} />
        </Center>
      )}
      {items?.length === 0 && (
        <Paper withBorder p="xl">
          <Text c="dimmed" ta="center">
            {empty}
          </Text>
        </Paper>
      )}
      {items && items.length > 0 && (
        <Paper withBorder>
          <Table.ScrollContainer minWidth={minWidth}>
            <Table highlightOnHover aria-label={label} verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  {columns.map((column, index) => (
                    <Table.Th key={index}>{column.title}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((item) => (
                  <Table.Tr key={keyOf(item)}>
                    {columns.map((column, index) => (
                      <Table.Td key={index}>{column.cell(item)}</Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
      {pages.more && (
        <Center mt="md">
          <Button variant="default" loading={pages.isLoadingMore} onClick={pages.more}>
            {t('layout.more')}
          </Button>
        </Center>
      )}
    </>
  );
}
