import { Badge, Code, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language/useFormats';
import type { AnalysisResult, CallDetails } from './Call';

/** What the call analytics found, and what became of the recording that was sent to them. */
export function Analysis({ analysis }: { analysis: NonNullable<CallDetails['analysis']> }) {
  const { t } = useTranslation();
  const { dateTime, word } = useFormats();
  return (
    <div>
      <Title order={2} size="h4" mb="xs">
        {t('analysis.title')}
      </Title>
      <Stack gap="sm">
        {analysis.results.map((result) => (
          <Result key={result.id} result={result} />
        ))}
        {analysis.requests.map((request) => (
          <Text key={request.enterprise} size="sm" c="dimmed">
            {request.enterprise}: {word('analysis_state', request.state)}, {dateTime(request.at)}
            {request.reason && ` — ${request.reason}`}
          </Text>
        ))}
      </Stack>
    </div>
  );
}

function Result({ result }: { result: AnalysisResult }) {
  const { t } = useTranslation();
  const { dateTime, number, percent } = useFormats();
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" mb="xs">
        <Text fw={600}>{result.title || result.subject}</Text>
        <Group gap="xs">
          {result.total_score !== null && result.max_score !== null && (
            <Text size="sm">{t('analysis.score', { score: number(result.total_score), most: number(result.max_score) })}</Text>
          )}
          {result.completion_percentage !== null && <Badge>{percent(result.completion_percentage / 100)}</Badge>}
        </Group>
      </Group>
      {result.failed_stages.length > 0 && (
        <>
          <Text size="sm">{t('analysis.failed')}</Text>
          <List size="sm" mb="xs">
            {result.failed_stages.map((stage) => (
              <List.Item key={stage}>{stage}</List.Item>
            ))}
          </List>
        </>
      )}
      <details>
        <summary>{t('analysis.whole')}</summary>
        <Code block>{JSON.stringify(result.result, null, 2)}</Code>
      </details>
      <Text size="xs" c="dimmed" mt="xs">
        {dateTime(result.received_at)}
      </Text>
    </Paper>
  );
}
