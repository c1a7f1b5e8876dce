import {
  asText,
  describe as inWords,
  nearest,
  parseJson,
  parseObject,
  unknownName,
} from '../../../nodes/shared/parse';
import { inputErrorOf } from '../support/errors';

describe('JSON text', () => {
  test.each<[string, unknown]>([
    ['{"a": [1, "x", null, true]}', { a: [1, 'x', null, true] }],
    ['[]', []],
    ['"text"', 'text'],
    [' 1.5 ', 1.5],
    ['null', null],
  ])('%s is read', (text, value) => {
    expect(parseJson('JSON', text)).toEqual(value);
  });

  test('is not needed: an object or a list is taken as it is', () => {
    const list = [{ a: 1 }];
    expect(parseJson('JSON', list)).toBe(list);
    const object = { a: '{' };
    expect(parseObject('JSON', object)).toBe(object);
  });
});

describe('a field that must be an object', () => {
  test.each([undefined, null, '', '{}'])('is an empty object for %j', (value) => {
    expect(parseObject('JSON', value)).toEqual({});
  });

  test.each<[unknown, string]>([
    ['[1]', 'a list'],
    [[1], 'a list'],
    ['"text"', 'text'],
    ['1', 'a number'],
    [true, 'a boolean'],
    ['null', 'null'],
  ])('is refused for %j', (value, kind) => {
    const error = inputErrorOf(() => parseObject('Profile', value));
    expect(error.message).toBe(`Profile: expected a JSON object, got ${kind}`);
    expect(error.remedy).toContain('{');
  });
});

describe('what a value is, in words', () => {
  test.each<[unknown, string]>([
    [undefined, 'nothing'],
    [null, 'null'],
    ['', 'empty text'],
    ['hunter2', 'text'],
    [42, 'a number'],
    [false, 'a boolean'],
    [['hunter2'], 'a list'],
    [{ password: 'hunter2' }, 'an object'],
  ])('%j', (value, words) => {
    expect(inWords(value)).toBe(words);
  });
});

describe('a value as text', () => {
  test.each<[unknown, string]>([
    [undefined, ''],
    [null, ''],
    ['a b', 'a b'],
    [7, '7'],
    [false, 'false'],
    [['a'], '["a"]'],
    [{ a: 1 }, '{"a":1}'],
  ])('%j', (value, text) => {
    expect(asText(value)).toBe(text);
  });
});

describe('the nearest name', () => {
  const NAMES = ['userId', 'username', 'email', 'profile', 'totpSecret'];

  test.each([
    ['userID', 'userId'],
    ['user_id', 'userId'],
    ['usrename', 'username'],
    ['emial', 'email'],
    ['EMAIL', 'email'],
    ['totpsecrets', 'totpSecret'],
    ['profil', 'profile'],
  ])('to %s is %s', (name, meant) => {
    expect(nearest(name, NAMES)).toBe(meant);
  });

  test.each(['x', 'organizationDomain', '12345678'])('is not guessed for %s', (name) => {
    expect(nearest(name, NAMES)).toBeUndefined();
  });

  test('is the first of several that are as near', () => {
    expect(nearest('cat', ['bat', 'rat'])).toBe('bat');
  });

  test('is undefined where there are no names', () => {
    expect(nearest('a', [])).toBeUndefined();
  });
});

describe('an unknown name', () => {
  test('is an error with the nearest name and the known ones', () => {
    const error = unknownName('Field', 'emial', ['email', 'password']);
    expect(error.message).toBe('Field "emial" is not known; did you mean "email"?');
    expect(error.remedy).toBe('Write "email" or leave it out. Known: email, password.');
  });

  test('suggests nothing where nothing is near', () => {
    const error = unknownName('Field', 'favourite colour', ['email', 'password']);
    expect(error.message).toBe('Field "favourite colour" is not known');
    expect(error.remedy).toContain('Known: email, password.');
  });

  test('does not list more names than one can read', () => {
    const many = Array.from({ length: 60 }, (_, index) => `field${index}`);
    expect(unknownName('Field', 'nothing like it', many).remedy).not.toContain('field1');
  });
});
