import { checkData, unsureFields } from '../../../nodes/Directus/request/checkData';
import type { DataRule } from '../../../nodes/Directus/operation';
import { everythingIn, inputErrorOf } from '../support/errors';
import type { Json, JsonObject } from '../../../nodes/shared/json';

const RULE: DataRule = {
  fields: ['email', 'password', 'status'],
  required: ['email'],
  choices: { status: ['active', 'archived', 'draft'] },
};

describe('a body', () => {
  test.each<[string, Json, JsonObject]>([
    ['an object', { email: 'a@b.c', status: 'draft' }, { email: 'a@b.c', status: 'draft' }],
    ['JSON text', '{"email": "a@b.c"}', { email: 'a@b.c' }],
    ['a null for a choice', { email: 'a@b.c', status: null }, { email: 'a@b.c', status: null }],
  ])('may be %s', (_, data, sent) => {
    expect(checkData(RULE, data)).toEqual(sent);
  });

  test.each<[string, Json | undefined, string]>([
    ['malformed JSON', '{"email": }', 'data: malformed JSON at position 10'],
    ['a list', [{ email: 'a@b.c' }], 'data: expected an object, got a list'],
    ['text', '"a@b.c"', 'data: expected an object, got text'],
    ['nothing', undefined, 'email is required'],
    ['without a required field', { status: 'draft' }, 'email is required'],
    ['with an empty required field', { email: '' }, 'email is required'],
    ['with a required field that is null', { email: null }, 'email is required'],
    [
      'with a value that is no choice',
      { email: 'a', status: 'actve' },
      'status: "actve" is not a value it can have; did you mean "active"?',
    ],
    [
      'with a choice of another kind',
      { email: 'a', status: 1 },
      'status: a number is not a value it can have',
    ],
    [
      'with an unknown field',
      { email: 'a', emial: 'b' },
      'Field "emial" is not known; did you mean "email"?',
    ],
    [
      'with a field that every object has',
      { email: 'a', constructor: 'b' },
      'Field "constructor" is not known',
    ],
  ])('is refused: %s', (_, data, message) => {
    expect(inputErrorOf(() => checkData(RULE, data)).message).toContain(message);
  });

  test('is not told in an error', () => {
    const error = inputErrorOf(() => checkData(RULE, { password: 'hunter2', email: '' }));
    expect(everythingIn(error)).not.toContain('hunter2');
  });

  test('may have fields that are not sent, as the secret of a code', () => {
    const data = { email: 'a@b.c', secret: 'JBSWY3DP' };
    expect(checkData(RULE, data, ['secret'])).toEqual(data);
    expect(() => checkData(RULE, data)).toThrow('Field "secret" is not known');
  });
});

describe('a body whose collection may have fields of its own', () => {
  const rule: DataRule = { ...RULE, collection: 'directus_users' };

  test('may have fields that only the schema knows', () => {
    const data = { email: 'a@b.c', nickname: 'Ada' };
    expect(checkData(rule, data)).toEqual(data);
    expect(unsureFields(rule, data)).toEqual(['nickname']);
  });

  test('names each of these once for a list', () => {
    const data: JsonObject[] = [
      { email: 'a', one: 1 },
      { email: 'b', one: 2, two: 3, secret: 'x' },
    ];
    expect(unsureFields(rule, data, ['secret'])).toEqual(['one', 'two']);
  });

  test('has none where all fields are known', () => {
    expect(unsureFields(rule, { email: 'a' })).toEqual([]);
  });
});

describe('a body that may be a list', () => {
  const either: DataRule = { ...RULE, form: 'either' };
  const list: DataRule = { ...RULE, form: 'list' };

  test('is checked entry by entry', () => {
    const data = [{ email: 'a' }, { email: 'b' }];
    expect(checkData(either, data)).toEqual(data);
    expect(checkData(list, JSON.stringify(data))).toEqual(data);
    expect(checkData(either, { email: 'a' })).toEqual({ email: 'a' });
  });

  test.each<[string, DataRule, Json, string]>([
    ['empty', either, [], 'data is an empty list'],
    ['no list', list, { email: 'a' }, 'data: expected a list, got an object'],
    ['not of objects', list, ['a'], 'data[0]: expected an object, got text'],
    ['wrong in an entry', list, [{ email: 'a' }, { status: 'draft' }], 'data[1].email is required'],
  ])('is refused where it is %s', (_, rule, data, message) => {
    expect(inputErrorOf(() => checkData(rule, data)).message).toContain(message);
  });
});

test('a body that must change something may not be empty', () => {
  const rule: DataRule = { fields: ['email'], notEmpty: true };
  expect(() => checkData(rule, {})).toThrow('data is empty, so nothing would change');
  expect(checkData(rule, { email: 'a' })).toEqual({ email: 'a' });
});
