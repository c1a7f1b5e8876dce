import type { MessageRules } from '../../../nodes/Zitadel/catalogue/types';
import { checkRules } from '../../../nodes/Zitadel/request/checkRules';
import { inputErrorOf } from '../support/errors';
import type { JsonObject } from '../../../nodes/shared/json';

const RULES: MessageRules = {
  required: ['keys'],
  length: { keys: [1, 3] },
  range: { count: [1, 50] },
  bytes: { data: [1, 4] },
  onlyTrue: ['isVerified'],
  needed: [['human', 'machine']],
  textBytes: { title: [0, 4] },
  items: { scopes: [0, 2] },
  seconds: { timeout: [0, 10], lifetime: [1, null] },
  prefix: { phone: '+' },
  not: { state: ['STATE_UNSPECIFIED'], states: ['STATE_UNSPECIFIED'] },
  unique: ['scopes'],
};
const LEAST: JsonObject = { keys: ['a'], human: {} };

test.each<[string, JsonObject]>([
  ['the least', LEAST],
  ['a number and bytes within their limits', { ...LEAST, count: 50, data: 'Y29yZQ==' }],
  ['true', { ...LEAST, isVerified: true }],
  ['the other of two', { keys: ['a'], machine: {} }],
  [
    'texts, lists, times and values within their limits',
    {
      ...LEAST,
      title: 'ab€'.slice(1),
      scopes: ['a', 'b'],
      timeout: '10s',
      lifetime: '99999999s',
      phone: '+41',
      state: 'STATE_ACTIVE',
      states: ['STATE_ACTIVE'],
    },
  ],
  ['a number as text, as int64 are', { ...LEAST, count: '50' }],
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
  [
    'a text of too many bytes',
    { ...LEAST, title: 'a€€' },
    'user.title has 7 bytes, allowed are 0 to 4',
    '4 bytes',
  ],
  ['a long list', { ...LEAST, scopes: ['a', 'b', 'c'] }, 'user.scopes has 3 entries', '0 to 2 entries'],
  ['an entry twice', { ...LEAST, scopes: ['a', 'a'] }, 'user.scopes has an entry twice', 'once'],
  ['a long time', { ...LEAST, timeout: '10.5s' }, 'user.timeout has 10.5 seconds', '0 to 10 seconds'],
  ['a short time', { ...LEAST, lifetime: '0s' }, 'user.lifetime has 0 seconds', '1 or more seconds'],
  ['a wrong beginning', { ...LEAST, phone: '079' }, 'user.phone does not begin with "+"', 'Write + in front'],
  [
    'a refused value',
    { ...LEAST, state: 'STATE_UNSPECIFIED' },
    'user.state may not be STATE_UNSPECIFIED',
    'another',
  ],
  [
    'a refused value in a list',
    { ...LEAST, states: ['STATE_UNSPECIFIED'] },
    'user.states[0] may not be',
    'another',
  ],
  [
    'too large a number as text',
    { ...LEAST, count: '51' },
    'user.count is 51, allowed are 1 to 50',
    '1 to 50',
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
