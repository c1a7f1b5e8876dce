import { checkKey, checkKeys } from '../../../nodes/Directus/schema/checkKey';
import { inputErrorOf } from '../support/errors';
import type { Json } from '../../../nodes/shared/json';

const ID = '8ffb1a2c-6f7c-4f2b-9c0e-0a1b2c3d4e5f';

describe('a key of a record', () => {
  test.each<[Json, string]>([
    [ID, ID],
    ['7', '7'],
    [7, '7'],
    [0, '0'],
    ['a/b', 'a/b'],
    ['Zürich ✓', 'Zürich ✓'],
    ['🔑'.repeat(255), '🔑'.repeat(255)],
  ])('may be %j', (value, key) => {
    expect(checkKey('id', value)).toBe(key);
  });

  test.each<[Json | undefined, string]>([
    [undefined, 'id is required'],
    [null, 'id is required'],
    ['', 'id is required'],
    [1.5, 'id: expected text, got a number'],
    [9007199254740992, 'id: expected text, got a number'],
    [true, 'id: expected text, got a boolean'],
    [['7'], 'id: expected text, got a list'],
    [{ id: 7 }, 'id: expected text, got an object'],
    ['.', 'id: "." is not an ID'],
    ['..', 'id: ".." is not an ID'],
    ['x'.repeat(256), 'id has 256 characters, at most 255 are allowed'],
  ])('may not be %j', (value, message) => {
    expect(inputErrorOf(() => checkKey('id', value)).message).toBe(message);
  });
});

describe('keys of several records', () => {
  test.each<[Json, Array<string | number>]>([
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    ['["a", "b"]', ['a', 'b']],
    ['a,b', ['a', 'b']],
    [' a , b ', ['a', 'b']],
    ['a', ['a']],
    [
      [1, 2],
      [1, 2],
    ],
    [5, [5]],
    [
      ['a', 'b', 'a'],
      ['a', 'b'],
    ],
  ])('may be %j, each once', (value, keys) => {
    expect(checkKeys('ids', value)).toEqual(keys);
  });

  test.each<[Json | undefined, string]>([
    [[], 'ids: expected at least one ID, got an empty list'],
    ['[]', 'ids: expected at least one ID, got an empty list'],
    ['', 'ids: expected at least one ID'],
    [undefined, 'ids: expected at least one ID, got nothing'],
    [{}, 'ids: expected at least one ID, got an object'],
    [['a', ''], 'ids[1] is required'],
    [['a', null], 'ids[1] is required'],
    [['a', '..'], 'ids[1]: ".." is not an ID'],
    ['a,,b', 'ids[1] is required'],
    ['["a",]', 'ids: malformed JSON at position 5'],
  ])('may not be %j', (value, message) => {
    expect(inputErrorOf(() => checkKeys('ids', value)).message).toContain(message);
  });
});
