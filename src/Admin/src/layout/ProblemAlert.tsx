import { Alert, Button, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Problem, type FieldErrors } from '../api/Problem';
import { serverText } from '../language/serverText';

interface Props {
  error: unknown;
  /** Which of its fields to name here; all when it is missing. */
  fields?: FieldErrors;
  onRetry?: () => void;
}

/** Says what went wrong and what to do about it. */
export function ProblemAlert({ error, fields, onRetry }: Props) {
  const { t, i18n } = useTranslation();
  if (!error) return null;
  const problem = error instanceof Problem ? error : new Problem(-1, { title: String(error) });
  const named = Object.entries(fields ?? problem.errors);
  return (
    <Alert color="red" title={title()} mb="md">
      {problem.detail && <Text size="sm">{serverText(problem.detail, i18n.language)}</Text>}
      {named.length > 0 && (
        <List size="sm">
          {named.map(([field, messages]) => (
            <List.Item key={field}>
              {field}: {messages.map((message) => serverText(message, i18n.language)).join(', ')}
            </List.Item>
          ))}
        </List>
      )}
      {onRetry && (
        <Button mt="sm" size="xs" variant="white" color="red" onClick={onRetry}>
          {t('layout.retry')}
        </Button>
      )}
    </Alert>
  );

  function title(): string {
    if (problem.status === 0) return t('problem.away');
    if (problem.status === 400) return t('problem.invalid');
    if (problem.status === 401) return t('problem.signed_out');
    if (problem.title) return serverText(problem.title, i18n.language);
    return t('problem.failed', { status: problem.status });
  }
}
