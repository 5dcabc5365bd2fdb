import { expect, test } from 'vitest';
import { changeOf, setAt } from '../api/json';
import { renamed, toRows, toValue } from './rows';

test('Rows become what they were read from, with fields that no column shows', () => {
  const mapping = { '151': { name: 'Sample', employee_id: 19, since: 2020 } };
  const extensions = { '2': '101', '4': '102' };
  const list = [{ extension: '151', name: null, note: 'x' }];

  expect(toValue('objects', toRows('objects', mapping))).toEqual(mapping);
  expect(toValue('texts', toRows('texts', extensions))).toEqual(extensions);
  expect(toValue('list', toRows('list', list))).toEqual(list);
});

test('A row without a name is not saved', () => {
  expect(toValue('objects', [...toRows('objects', { a: {} }), { name: ' ', fields: {} }])).toEqual({ a: {} });
  expect(toValue('objects', [{ name: '', fields: {} }])).toBeUndefined();
});

test('A masked secret does not go to another name with its row', () => {
  expect(renamed({ name: 'a', fields: { secret: '********33fa', poll: false } }, 'b')).toEqual({ name: 'b', fields: { poll: false } });
});

test('A change names what differs, and null for what is gone', () => {
  const stored = { name: 'a', zone: 'z', settings: { click: { line: '1', node: 'x' } } };
  const draft = setAt(setAt(stored, 'settings.click.line', undefined), 'zone', undefined);

  expect(changeOf(stored, draft)).toEqual({ zone: null, settings: { click: { node: 'x' } } });
});
