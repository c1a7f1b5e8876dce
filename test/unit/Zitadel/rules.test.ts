import { everythingIn, inputErrorOf } from '../support/errors';
import { checked } from './support';
import type { JsonObject } from '../../../nodes/shared/json';

describe('a required field', () => {
  test.each<[string, JsonObject]>([
    ['missing', {}],
    ['null', { name: null }],
    ['empty', { name: '' }],
  ])('may not be %s', (_, request) => {
    const error = inputErrorOf(() => checked('Ruled', request));
    expect(error.message).toBe('name is required');
    expect(error.remedy).toBe('Give name a value.');
  });

  test.each<[string, JsonObject, string]>([
    ['in a message', { name: 'a', inner: {} }, 'inner.name is required'],
    ['in a list', { name: 'a', inners: [{ name: 'b' }, {}] }, 'inners[1].name is required'],
  ])('is required %s that is given', (_, request, message) => {
    expect(() => checked('Ruled', request)).toThrow(message);
  });

  test('is not required in a message that is not given', () => {
    expect(checked('Ruled', { name: 'a' })).toEqual({ name: 'a' });
  });
});

describe('the length of a text', () => {
  test.each(['a', 'abcde', 'Zürch', '🔑🔑🔑🔑🔑'])('may be that of "%s"', (name) => {
    expect(checked('Ruled', { name })).toEqual({ name });
  });

  test.each<[string, JsonObject, string, string]>([
    [
      'too long',
      { name: 'secret' },
      'name has 6 characters, at most 5 are allowed',
      'Write 1 to 5 characters',
    ],
    [
      'too long in a message',
      { name: 'a', inners: [{ name: 'secrets' }] },
      'inners[0].name has 7 characters, at most 5 are allowed',
      'Write 1 to 5 characters',
    ],
    ['too long in signs, not bytes', { name: '🔑🔑🔑🔑🔑🔑' }, 'name has 6 characters', 'Write 1 to 5'],
    [
      'too long where empty is allowed',
      { name: 'a', mail: 'secret@example.org' },
      'mail has 18 characters, at most 12 are allowed',
      'Write 0 to 12 characters.',
    ],
  ])('may not be %s', (_, request, message, remedy) => {
    const error = inputErrorOf(() => checked('Ruled', request));
    expect(error.message).toContain(message);
    expect(error.remedy).toContain(remedy);
    expect(everythingIn(error)).not.toContain('secret');
  });
});

describe('an email address', () => {
  test.each(['a@b', 'ada@x.org', 'a+b@c.d', 'ä@ö.ü'])('may be %s', (mail) => {
    expect(checked('Ruled', { name: 'a', mail })).toEqual({ name: 'a', mail });
  });

  test.each(['ada', '@b.c', 'a@', 'a b@c.d', 'a@b@c', 'a@b.c\n'])('may not be %j', (mail) => {
    const error = inputErrorOf(() => checked('Ruled', { name: 'a', mail }));
    expect(error.message).toBe('mail is not an email address');
    expect(error.remedy).toContain('ada@example.org');
  });
});

describe('fields that exclude each other', () => {
  test.each<[string, JsonObject]>([
    ['none', {}],
    ['the first', { a: 'x' }],
    ['a message', { b: {} }],
    ['a false value', { c: false }],
    ['one beside a null', { a: 'x', b: null }],
    ['one beside others of no group', { a: 'x', d: 'y' }],
  ])('may be given one at a time: %s', (_, fields) => {
    expect(() => checked('Ruled', { name: 'n', ...fields })).not.toThrow();
  });

  test.each<[string, JsonObject, string]>([
    ['two', { a: 'x', c: false }, 'a and c exclude each other'],
    ['an empty text and a message', { a: '', b: {} }, 'a and b exclude each other'],
    ['three', { a: 'x', b: {}, c: true }, 'a and b and c exclude each other'],
  ])('may not be given together: %s', (_, fields, message) => {
    const error = inputErrorOf(() => checked('Ruled', { name: 'n', ...fields }));
    expect(error.message).toBe(message);
    expect(error.remedy).toBe('Keep one of them: a, b, c.');
  });

  test('are named with their path', () => {
    const request = { name: 'n', inner: { name: 'm', a: 'x', c: true } };
    expect(() => checked('Ruled', request)).toThrow(/^inner\.a and (inner\.)?c exclude/);
  });
});
