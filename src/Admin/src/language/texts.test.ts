import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import en from './en.json';
import ru from './ru.json';
import server from './server.ru.json';

function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name) && !/(^|[\\/])(obj|bin|node_modules|dist)[\\/]/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

const source = filesBelow('src', /(?<!\.test)\.tsx?$/).join('\n');
const keys = Object.keys(en);

test('Russian and English have the same texts, and none is empty', () => {
  expect(Object.keys(ru)).toEqual(keys);
  expect([...Object.values(ru), ...Object.values(en)].filter((text) => text.trim() === '')).toEqual([]);
});

test('A text has the same places for values in both languages', () => {
  const places = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
  for (const [key, text] of Object.entries(en)) expect(places(ru[key as keyof typeof ru]), key).toEqual(places(text));
});

test('Every text that the pages name is there', () => {
  const named = [...source.matchAll(/(?:\bt\(|label: |hint: |title: )'([^']+)'/g)].map((match) => match[1]!);

  expect([...new Set(named)].filter((key) => !keys.includes(key))).toEqual([]);
});

test('Every text is named by a page, or belongs to a family that one asks for by word', () => {
  const literals = new Set([...source.matchAll(/'([\w.\/-]+)'/g)].map((match) => match[1]!));
  const families = [...source.matchAll(/\bt\(`([\w.]+)\$\{/g), ...source.matchAll(/\bword\('(\w+)'/g)].map((match) => match[1]!);
  families.push('call_time', 'click_time');

  expect(keys.filter((key) => !literals.has(key) && !families.some((family) => key.startsWith(family)))).toEqual([]);
});

test('What is translated of the server is what the server still says', () => {
  const said = filesBelow('..', /\.cs$/).join('\n');
  const longest = (pattern: string) =>
    pattern
      .split(/\\[dS]\+|\(?\.\*\??\)?|\(\.\+\)|:\?|[()|]|\\/)
      .sort((one, other) => other.length - one.length)[0]!
      .trim();

  expect(Object.keys(server).filter((pattern) => !said.includes(longest(pattern)))).toEqual([]);
});
