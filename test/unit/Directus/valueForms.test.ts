import {
  BOOLEAN,
  checkForms,
  DATE,
  DURATION,
  eitherOf,
  matching,
  objectOf,
  objectsWith,
  oneOf,
  TEXTS,
  UUID,
  wholeNumber,
  type ValueForm,
} from '../../../nodes/Directus/request/valueForms';
import { inputErrorOf } from '../support/errors';
import type { Json } from '../../../nodes/shared/json';
import type { DirectusInput } from '../../../nodes/Directus/input';

const uuid = '8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f';
const project = { external_id: 'a', name: 'b' };

function inBody(value: Json): DirectusInput {
  return { parameters: {}, query: {}, ids: [], data: { value } };
}

test.each<[string, ValueForm, Json[], Json[]]>([
  ['a uuid', UUID, [uuid, uuid.toUpperCase()], ['', 'x', `${uuid}/x`, `${uuid}0`, 7]],
  ['a duration', DURATION, ['7d', '500ms'], ['', '7', 'd', '7 d', '-7d', 7]],
  ['a date', DATE, ['2026-01-31', '2026-01-31T12:00:00Z'], ['', 'yesterday', '2026-13-31', '7', 7]],
  ['true or false', BOOLEAN, [true, false], ['true', 0, '']],
  ['a count', wholeNumber(0), [0, 7], [-1, 1.5, '7', true]],
  ['a limit', wholeNumber(-1), [-1, 0], [-2]],
  ['texts', TEXTS, [['a', 'b'], '["a"]'], [[], [''], [1], 'a'.repeat(0), {}]],
  [
    'objects',
    objectsWith('external_id', 'name'),
    [[project]],
    [[], [{}], [{ ...project, x: 1 }], [{ name: 'b' }], project],
  ],
  [
    'an object',
    objectOf({ enabled: BOOLEAN }),
    [{ enabled: true }, '{"enabled": false}'],
    [{}, { enabled: 1 }, { x: true }, []],
  ],
  ['one of some', oneOf(['a', 'b']), ['a'], ['A', '', 1]],
  ['text', matching(), ['x'], ['', 1, {}]],
  ['either', eitherOf(BOOLEAN, oneOf(['a'])), [true, 'a'], ['b', 1]],
])('%s', (_, form, right, wrong) => {
  for (const value of right) expect(() => checkForms({ value: form }, inBody(value))).not.toThrow();
  for (const value of wrong) expect(() => checkForms({ value: form }, inBody(value))).toThrow(/^value: /);
});

test('parameters and the query are checked too, and what is not there is not', () => {
  const input: DirectusInput = { parameters: { id: 'x' }, query: { range: 'week' }, ids: [], data: [] };
  expect(inputErrorOf(() => checkForms({ id: UUID }, input)).message).toBe('id: expected a uuid, got text');
  expect(inputErrorOf(() => checkForms({ range: DURATION }, input)).remedy).toBe('Write e.g. "7d".');
  expect(checkForms({ other: UUID }, input)).toEqual(input);
});

test('JSON text of an object becomes the object, and malformed JSON is an error with its position', () => {
  const form = { value: objectOf({ enabled: BOOLEAN }) };
  expect(checkForms(form, inBody('{"enabled": true}')).data).toEqual({ value: { enabled: true } });
  expect(() => checkForms(form, inBody('{"enabled": '))).toThrow(/value: malformed JSON at position 12/);
});
