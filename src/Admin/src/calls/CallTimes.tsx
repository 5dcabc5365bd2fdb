import { Paper, Text, Timeline } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language/useFormats';
import type { CallDetails } from './Call';

/** When each part of a call began, and how long after the beginning. */
export function CallTimes({ details: { call, times } }: { details: CallDetails }) {
  const { t } = useTranslation();
  const { time, number } = useFormats();
  const start = new Date(call.started_at).getTime();
  const family = call.flow === 'click-to-call' ? 'click_time' : 'call_time';
  const steps = Object.entries({
    started: call.started_at,
    greeted: times.greeted_at,
    confirmed: times.confirmed_at,
    ringing: times.ringing_at,
    owner_answered: times.owner_answered_at,
    bridged: times.bridged_at,
    ended: call.ended_at,
  })
    .filter((step): step is [string, string] => step[1] !== null)
    .sort((one, other) => Date.parse(one[1]) - Date.parse(other[1]));
  return (
    <Paper withBorder p="md" role="region" aria-label={t('calls.times')}>
      <Timeline active={steps.length - 1} bulletSize={14} lineWidth={2}>
        {steps.map(([step, at]) => (
          <Timeline.Item key={step} title={t(`${family}.${step}`)}>
            <Text size="sm" c="dimmed">
              {time(at)}
              {step !== 'started' && ` · ${t('calls.after', { seconds: number((new Date(at).getTime() - start) / 1000) })}`}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </Paper>
  );
}
