import { Textarea } from '@mantine/core';
import type { Json } from '../api/json';
import { useTyped } from './useTyped';

interface Props {
  label: string;
  description?: string;
  error?: string;
  placeholder?: string;
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
}

/** A list of texts, one a line. */
export function LinesInput({ value, onChange, ...common }: Props) {
  const [text, setText] = useTyped(value, toText, toLines, onChange);
  return <Textarea {...common} autosize minRows={2} maxRows={12} value={text} onChange={(event) => setText(event.currentTarget.value)} />;
}

export function toText(value: Json | undefined): string {
  return Array.isArray(value) ? value.join('\n') : '';
}

export function toLines(text: string): string[] | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length > 0 ? lines : undefined;
}
