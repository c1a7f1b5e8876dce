import { InputError } from '../../../nodes/shared/errors';
import { loadCatalogue } from '../../../nodes/Zitadel/catalogue/catalogue';
import { checkRequest } from '../../../nodes/Zitadel/request/checkRequest';
import { inputErrorOf } from '../support/errors';
import { checked } from './support';
import type { Json, JsonObject } from '../../../nodes/shared/json';

describe('names of fields', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['in lowerCamelCase', { smallUnsigned: 1 }, { smallUnsigned: 1 }],
    ['as in the proto', { small_unsigned: 1 }, { smallUnsigned: 1 }],
  ])('may be written %s', (_, request, sent) => {
    expect(checked('Scalars', request)).toEqual(sent);
  });

  test('may be written as in the proto at any depth', () => {
    const request = { by_name: { x: { given_name: 'Ada', friend: { born_at: '2030-01-31T00:00:00Z' } } } };
    expect(checked('Containers', request)).toEqual({
      byName: { x: { givenName: 'Ada', friend: { bornAt: '2030-01-31T00:00:00.000Z' } } },
    });
  });

  test.each<[string, string, JsonObject, string]>([
    ['at the top', 'Scalars', { txet: 'a' }, 'Unknown field "txet"; did you mean "text"?'],
    ['in another case', 'Scalars', { Text: 'a' }, 'Unknown field "Text"; did you mean "text"?'],
    ['misspelled in snake_case', 'Scalars', { smal_unsigned: 1 }, 'did you mean "smallUnsigned"?'],
    ['near nothing', 'Scalars', { somethingElse: 1 }, 'Unknown field "somethingElse"'],
    [
      'in a message',
      'Containers',
      { owner: { givenNaem: 'Ada' } },
      'Unknown field "owner.givenNaem"; did you mean "owner.givenName"?',
    ],
    [
      'in a message of an optional field',
      'Containers',
      { chosen: { colur: 1 } },
      'Unknown field "chosen.colur"; did you mean "chosen.colour"?',
    ],
    [
      'in a list',
      'Containers',
      { people: [{ givenName: 'Ada' }, { frend: {} }] },
      'Unknown field "people[1].frend"; did you mean "people[1].friend"?',
    ],
    [
      'in a map',
      'Containers',
      { byName: { ada: { givenname: 'Ada' } } },
      'Unknown field "byName.ada.givenname"; did you mean "byName.ada.givenName"?',
    ],
    [
      'deep down',
      'Containers',
      { people: [{ friend: { friend: { bornat: '' } } }] },
      'Unknown field "people[0].friend.friend.bornat"; did you mean "people[0].friend.friend.bornAt"?',
    ],
    ['in a message without fields', 'Empty', { a: 1 }, 'Unknown field "a"'],
  ])('that are not known are refused %s', (_, message, request, expected) => {
    const error = inputErrorOf(() => checked(message, request));
    expect(error.message).toContain(expected);
    expect(error.remedy).toMatch(message === 'Empty' ? /no fields/ : /^Known fields: /);
  });

  test('that are not known are refused even where they have no value', () => {
    expect(() => checked('Scalars', { txet: null })).toThrow('Unknown field "txet"');
  });

  test.each(['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf'])(
    'are only those of the message: %s is none',
    (name) => {
      const request = JSON.parse(`{"${name}": {"a": 1}}`) as JsonObject;
      const error = inputErrorOf(() => checked('Scalars', request));
      expect(error.message).toContain(`Unknown field "${name}"`);
    },
  );

  test('may not stand twice, in two spellings: one value would be lost', () => {
    expect(() => checked('Scalars', { smallUnsigned: 1, small_unsigned: 2 })).toThrow(InputError);
  });
});

describe('values', () => {
  test('that are null are not given', () => {
    expect(checked('Scalars', { text: null, flag: true, when: null })).toEqual({ flag: true });
    expect(checked('Containers', { owner: null, people: null, byName: null })).toEqual({});
  });

  test('of the request are not changed', () => {
    const request = { owner: { given_name: 'Ada', friend: null }, numbers: ['1'] };
    const before = JSON.stringify(request);
    checked('Containers', request);
    expect(JSON.stringify(request)).toBe(before);
  });

  test.each<[string, Json, Json]>([
    ['texts', ['a', ''], ['a', '']],
    ['texts', [], []],
    ['texts', '["a"]', ['a']],
    ['numbers', [1, '2'], [1, 2]],
    ['lifetimes', ['1s', '2s'], ['1s', '2s']],
    ['people', [{}, '{"given_name": "Ada"}'], [{}, { givenName: 'Ada' }]],
    ['people', '[{"givenName": "Ada"}]', [{ givenName: 'Ada' }]],
    ['labels', { a: 'b', 'c.d': '' }, { a: 'b', 'c.d': '' }],
    ['labels', '{"a": "b"}', { a: 'b' }],
    ['labels', { given_name: 'stays' }, { given_name: 'stays' }],
    ['blobs', { a: 'aGk=' }, { a: 'aGk=' }],
    ['byName', { a: { given_name: 'Ada' } }, { a: { givenName: 'Ada' } }],
    ['owner', {}, {}],
    ['owner', '{"givenName": "Ada"}', { givenName: 'Ada' }],
    ['owner', { friend: '{"given_name": "Ada"}' }, { friend: { givenName: 'Ada' } }],
  ])('in a container are checked one by one: %s, %j', (field, value, sent) => {
    expect(checked('Containers', { [field]: value })).toEqual({ [field]: sent });
  });

  test.each<[string, Json, string]>([
    ['texts', 'a', 'texts: malformed JSON at position 0'],
    ['texts', '"a"', 'texts: expected a list, got text'],
    ['texts', { a: 1 }, 'texts: expected a list, got an object'],
    ['texts', ['a', 5], 'texts[1]: expected text, got a number'],
    ['texts', [null], 'texts[0]: expected text, got null'],
    ['texts', [['a']], 'texts[0]: expected text, got a list'],
    ['numbers', [1, -1], 'numbers[1]: expected a whole number of 0 or more, got a number'],
    ['lifetimes', ['1s', '1m'], 'lifetimes[1]: expected a duration in seconds, got text'],
    ['people', {}, 'people: expected a list, got an object'],
    ['people', [null], 'people[0]: expected an object, got null'],
    ['people', [{ colour: 'RED' }], 'people[0].colour: "RED" is not a value it can have'],
    ['people', [{ friend: { colour: 'COLOUR_REDD' } }], 'did you mean "COLOUR_RED"?'],
    ['people', ['{"givenName": }'], 'people[0]: malformed JSON at position 14'],
    ['labels', [], 'labels: expected an object, got a list'],
    ['labels', { a: 1 }, 'labels.a: expected text, got a number'],
    ['labels', { a: null }, 'labels.a: expected text, got null'],
    ['blobs', { a: 'é' }, 'blobs.a: expected base64 text, got text'],
    ['byName', { a: [] }, 'byName.a: expected an object, got a list'],
    ['lifetimesByName', { a: 5 }, 'lifetimesByName.a: expected a duration in seconds, got a number'],
    ['owner', [], 'owner: expected an object, got a list'],
    ['owner', true, 'owner: expected an object, got a boolean'],
    ['owner', { friend: { bornAt: 5 } }, 'owner.friend.bornAt: expected a date and time, got a number'],
    ['owner', { friend: '{"a" 1}' }, 'owner.friend: malformed JSON at position 5'],
    ['chosen', 'Ada', 'chosen: malformed JSON at position 0'],
  ])('that are wrong are named by their path: %s, %j', (field, value, message) => {
    expect(inputErrorOf(() => checked('Containers', { [field]: value })).message).toContain(message);
  });
});

describe('messages inside messages', () => {
  function nested(depth: number): JsonObject {
    let person: JsonObject = { givenName: 'Ada' };
    for (let level = 1; level < depth; level++) person = { friend: person };
    return { owner: person };
  }

  test('may be as deep as anybody needs', () => {
    expect(checked('Containers', nested(30))).toEqual(nested(30));
  });

  test.each([100, 20_000])('are refused %i deep', (depth) => {
    const { message } = inputErrorOf(() => checked('Containers', nested(depth)));
    expect(message).toContain('nested more than 40 deep');
  });
});

describe('a filter', () => {
  const USERS = 'zitadel.user.v2.ListUsersRequest';
  const check = async (queries: Json): Promise<JsonObject> =>
    checkRequest(await loadCatalogue('UserService'), USERS, { queries });

  test.each<[string, Json]>([
    ['null in place of filters', null],
    ['no filter at all in an entry', [{}]],
    ['an address that is not given', [{ emailQuery: { method: 'TEXT_QUERY_METHOD_CONTAINS' } }]],
    ['an address that is null', [{ emailQuery: { emailAddress: null } }]],
    [
      'empty text that everything contains',
      [{ emailQuery: { emailAddress: '', method: 'TEXT_QUERY_METHOD_CONTAINS' } }],
    ],
    ['no addresses', [{ inUserEmailsQuery: { userEmails: [] } }]],
    ['no state', [{ stateQuery: {} }]],
    ['nothing to be turned round', [{ notQuery: {} }]],
    ['nothing that must all be so', [{ orQuery: { queries: [] } }]],
  ])('with %s is refused', async (_, queries) => {
    await expect(check(queries)).rejects.toThrow(InputError);
  });

  test.each<[string, JsonObject]>([
    ['no phone', { phoneQuery: { number: '', method: 'TEXT_QUERY_METHOD_EQUALS' } }],
    ['a state', { stateQuery: { state: 'USER_STATE_ACTIVE' } }],
    ['an address', { emailQuery: { emailAddress: 'a' } }],
  ])('for %s is taken', async (_, query) => {
    expect(await check([query])).toEqual({ queries: [query] });
  });
});
