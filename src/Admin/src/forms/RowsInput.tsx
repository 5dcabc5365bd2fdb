import { Button, Input, Switch, Table, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { textOf, type Json } from '../api/json';
import { serverText } from '../language/serverText';
import type { ColumnField, KindOf } from './Field';
import { toLines, toText } from './LinesInput';
import { cellName, renamed, toRows, toValue, type Row } from './rows';
import { useTyped } from './useTyped';

interface Props {
  label: string;
  description?: string;
  error?: string;
  field: KindOf<'rows'>;
  value: Json | undefined;
  errors: [name: string, messages: string[]][];
  onChange: (value: Json | undefined) => void;
}

/** A table to be filled in. */
export function RowsInput({ label, description, error, field, value, errors, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const [rows, setRows] = useTyped(value, (from) => toRows(field.shape, from), (to) => toValue(field.shape, to), onChange);
  const placed = new Set<string>();
  const cells = rows.map((row, index) => field.columns.map((column) => cell(row, index, column)));
  return (
    <Input.Wrapper label={label} description={description} error={errors.some(([name]) => !placed.has(name)) ? error : undefined} labelElement="div">
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={160 * field.columns.length + 100} mt="xs">
          <Table aria-label={label} withRowBorders={false} verticalSpacing={4} horizontalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                {field.columns.map((column) => (
                  <Table.Th key={column.key}>{t(column.label)}</Table.Th>
                ))}
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {cells.map((inRow, index) => (
                <Table.Tr key={index}>
                  {inRow.map((content, column) => (
                    <Table.Td key={column} valign="top">
                      {content}
                    </Table.Td>
                  ))}
                  <Table.Td valign="top" w={100}>
                    <Button variant="subtle" color="gray" onClick={() => setRows(rows.filter((_, other) => other !== index))} aria-label={`${t('forms.remove')}: ${label} ${index + 1}`}>
                      {t('forms.remove')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {rows.length === 0 && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('forms.no_rows')}
        </Text>
      )}
      <Button mt="xs" size="xs" variant="default" onClick={() => setRows([...rows, { name: '', fields: {} }])} aria-label={`${t('forms.add')}: ${label}`}>
        {t('forms.add')}
      </Button>
    </Input.Wrapper>
  );

  function cell(row: Row, index: number, column: ColumnField) {
    const name = cellName(field.key, field.shape, rows, index, column.key);
    const messages = errors.find((one) => one[0] === name)?.[1];
    if (messages) placed.add(name);
    const common = { 'aria-label': `${t(column.label)}, ${t('forms.line', { number: index + 1 })}`, error: messages?.map((message) => serverText(message, i18n.language)).join(', ') };
    const held = row.fields[column.key];
    if (column.key === '') return <TextInput {...common} value={row.name} onChange={(event) => put(index, renamed(row, event.currentTarget.value))} />;
    if (column.kind === 'switch') return <Switch {...common} mt={8} checked={held !== false} onChange={(event) => putField(index, row, column.key, event.currentTarget.checked)} />;
    if (column.kind === 'lines') return <CellLines {...common} value={held} onChange={(lines) => putField(index, row, column.key, lines)} />;
    return <TextInput {...common} value={textOf(held)} onChange={(event) => putField(index, row, column.key, event.currentTarget.value || undefined)} />;
  }

  function putField(index: number, row: Row, key: string, value: Json | undefined) {
    const fields = { ...row.fields };
    if (value === undefined) delete fields[key];
    else fields[key] = value;
    put(index, { ...row, fields });
  }

  function put(index: number, row: Row) {
    setRows(rows.map((other, at) => (at === index ? row : other)));
  }
}

function CellLines({ value, onChange, ...common }: { 'aria-label': string; error?: string; value: Json | undefined; onChange: (value: Json | undefined) => void }) {
  const [text, setText] = useTyped(value, toText, toLines, onChange);
  return <Textarea {...common} autosize minRows={1} value={text} onChange={(event) => setText(event.currentTarget.value)} />;
}
