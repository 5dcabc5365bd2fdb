import { Badge, Button, Group, Modal, Stack, Table, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../api/request';
import { useAct } from '../api/useAct';
import { toLines } from '../forms/LinesInput';
import { ProblemAlert } from '../layout/ProblemAlert';
import { numbersPath } from './PoolNumber';

interface Added {
  added: number;
  lines: { line: number; text: string; number: string | null; result: 'added' | 'exists' | 'repeated' | 'wrong' }[];
}

const colors = { added: 'green', exists: 'blue', repeated: 'gray', wrong: 'red' };

/** Takes a pasted list and says of every line what became of it. */
export function AddNumbers({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const add = useAct((numbers: string[]) => request<Added>('POST', numbersPath, { numbers }), numbersPath);
  const lines = toLines(text);

  return (
    <Modal opened onClose={onClose} title={t('numbers.add')} size="lg" closeButtonProps={{ 'aria-label': t('layout.close') }}>
      <Stack>
        <Textarea
          label={t('numbers.list')}
          description={t('numbers.list_explain')}
          placeholder={'+7 495 111-22-01\n8 (495) 111-22-02'}
          autosize
          minRows={5}
          maxRows={12}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <ProblemAlert error={add.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('layout.close')}
          </Button>
          <Button disabled={!lines} loading={add.isPending} onClick={() => lines && add.mutate(lines)}>
            {t('numbers.add_these')}
          </Button>
        </Group>
        {add.data && (
          <>
            <Text fw={600}>{t('numbers.added_count', { added: add.data.added, lines: add.data.lines.length })}</Text>
            <Table aria-label={t('numbers.outcome')}>
              <Table.Tbody>
                {add.data.lines.map((line) => (
                  <Table.Tr key={line.line}>
                    <Table.Td>{line.text}</Table.Td>
                    <Table.Td>{line.number}</Table.Td>
                    <Table.Td>
                      <Badge color={colors[line.result]}>
                        {t(`number_line.${line.result}`)}
                      </Badge>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </>
        )}
      </Stack>
    </Modal>
  );
}
