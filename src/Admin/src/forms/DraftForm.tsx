import { Button, Fieldset, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { getAt, setAt } from '../api/json';
import { errorsOf } from '../api/Problem';
import { ProblemAlert } from '../layout/ProblemAlert';
import { errorsBeside, errorsWithin, type Choices, type Field, type Section } from './Field';
import { FieldInput } from './FieldInput';
import { LeaveGuard } from './LeaveGuard';
import type { Draft } from './useDraft';

interface Props {
  sections: readonly Section[];
  draft: Draft;
  choices?: Choices;
  error: unknown;
  isBusy: boolean;
  onSave: () => void;
  saveLabel?: string;
  /** More buttons beside "Save". */
  children?: ReactNode;
}

const wide: readonly Field['kind'][] = ['rows', 'lines', 'shown'];

/** The form of every JSON document that people may change here; what is wrong with it stands at the field. */
export function DraftForm({ sections, draft, choices = {}, error, isBusy, onSave, saveLabel, children }: Props) {
  const { t } = useTranslation();
  const errors = errorsOf(error);
  const form = useRef<HTMLFormElement>(null);
  // In a long form what is wrong may be out of sight.
  useEffect(() => {
    const wrong = error ? form.current?.querySelector<HTMLElement>('[aria-invalid="true"]') : null;
    wrong?.focus({ preventScroll: true });
    wrong?.scrollIntoView({ block: 'center' });
  }, [error]);
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <LeaveGuard isChanged={draft.isChanged} />
      <Stack>
        {sections.map((section) => (
          <Fieldset key={section.title} legend={t(section.title)}>
            <SimpleGrid cols={{ base: 1, md: 2 }} verticalSpacing="sm">
              {section.fields.map((field) => (
                <div key={field.key} style={wide.includes(field.kind) ? { gridColumn: '1 / -1' } : undefined}>
                  <FieldInput
                    field={field}
                    value={getAt(draft.value, field.key)}
                    errors={errorsWithin(errors, field.key)}
                    choices={choices}
                    onChange={(value) => draft.set(setAt(draft.value, field.key, value))}
                  />
                </div>
              ))}
            </SimpleGrid>
          </Fieldset>
        ))}
        {error ? <ProblemAlert error={error} fields={errorsBeside(errors, sections)} /> : null}
        <Group>
          <Button type="submit" loading={isBusy}>
            {saveLabel ?? t('layout.save')}
          </Button>
          {children}
          {draft.isChanged && (
            <Text size="sm" c="dimmed">
              {t('forms.changed')}
            </Text>
          )}
        </Group>
      </Stack>
    </form>
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    onSave();
  }
}
