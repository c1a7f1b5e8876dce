import type { MessageRules } from '../../../nodes/Zitadel/catalogue';
import { checkRules } from '../../../nodes/Zitadel/checkRules';
import type { JsonObject } from '../../../nodes/shared/operation';
import { inputErrorOf } from '../support/errors';

const RULES: MessageRules = {
  required: ['keys'],
  length: { keys: [1, 3] },
  range: { count: [1, 50] },
  bytes: { data: [1, 4] },
  onlyTrue: ['isVerified'],
  needed: [['human', 'machine']],
};
const LEAST: JsonObject = { keys: ['a'], human: {} };

test.each<[string, JsonObject]>([
  ['the least', LEAST],
  ['a number and bytes within their limits', { ...LEAST, count: 50, data: 'Y29yZQ==' }],
  ['true', { ...LEAST, isVerified: true }],
  ['the other of two', { keys: ['a'], machine: {} }],
  ['both of two that do not exclude each other', { ...LEAST, machine: {} }],
])('a message with %s is accepted', (_, message) => {
  expect(() => checkRules(RULES, message, '')).not.toThrow();
});

test.each<[string, JsonObject, string, string]>([
  ['an empty list', { ...LEAST, keys: [] }, 'user.keys is required', 'Give user.keys a value.'],
  ['an empty text in a list', { ...LEAST, keys: ['a', ''] }, 'user.keys[1] is empty', 'Write 1 to 3'],
  ['a long text in a list', { ...LEAST, keys: ['abcd'] }, 'user.keys[0] has 4 characters', 'Write 1 to 3'],
  ['too small a number', { ...LEAST, count: 0 }, 'user.count is 0, allowed are 1 to 50', '1 to 50'],
  ['too large a number', { ...LEAST, count: 51 }, 'user.count is 51, allowed are 1 to 50', '1 to 50'],
  ['no bytes', { ...LEAST, data: '' }, 'user.data has 0 bytes, allowed are 1 to 4', '1 to 4 bytes'],
  [
    'too many bytes',
    { ...LEAST, data: 'Y29yZTE=' },
    'user.data has 5 bytes, allowed are 1 to 4',
    '1 to 4 bytes',
  ],
  ['false', { ...LEAST, isVerified: false }, 'user.isVerified may not be false', 'or leave the field out'],
  [
    'none of two',
    { keys: ['a'] },
    'One of human, machine is required in user',
    'Give one of them a value in user',
  ],
])('a message with %s is refused', (_, message, expected, remedy) => {
  const error = inputErrorOf(() => checkRules(RULES, message, 'user.'));
  expect(error.message).toContain(expected);
  expect(error.remedy).toContain(remedy);
});

test('a request itself has no name in an error', () => {
  expect(() => checkRules(RULES, { keys: ['a'] }, '')).toThrow(/^One of human, machine is required$/);
});
