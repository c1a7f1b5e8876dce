import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../nodes/shared/form/operation';
import { readRequest, type UserRequest } from '../../../nodes/shared/form/request';
import { everythingIn, inputErrorOf } from '../support/errors';
import { fakeItem, type Parameters } from '../support/execution';
import type { JsonObject } from '../../../nodes/shared/json';

function field(
  name: string,
  type: INodeProperties['type'],
  more: Partial<INodeProperties> = {},
): INodeProperties {
  return { displayName: titleOf(name), name, type, default: '', ...more };
}

/** "givenName" as "Given Name". */
function titleOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replace(/[A-Z]/g, ' $&');
}

const verification = field('verification', 'options', {
  options: [
    { name: 'Is Verified', value: '{"isVerified":true}' },
    { name: 'Send Code', value: '{"sendCode":{"urlTemplate":"https://a.b"}}' },
  ],
});

const OPERATION: Operation = {
  value: 'create',
  name: 'Create',
  action: 'Create a user',
  description: 'Creates a user',
  fields: [
    field('userId', 'string', { required: true }),
    field('isActive', 'boolean'),
    field('offset', 'number'),
    field('birthday', 'dateTime'),
    field('queries', 'json'),
    field('profile', 'collection', { options: [field('givenName', 'string'), field('tags', 'json')] }),
    field('email', 'collection', { options: [field('email', 'string'), verification] }),
    field('links', 'fixedCollection', {
      options: [
        { name: 'link', displayName: 'Link', values: [field('idpId', 'string'), field('data', 'json')] },
      ],
    }),
    verification,
  ],
  additionalFields: [
    field('metadata', 'json'),
    field('phone', 'collection', { options: [field('phone', 'string'), verification] }),
  ],
};

function read(parameters: Parameters, operation = OPERATION): UserRequest {
  return readRequest(fakeItem(operation, parameters));
}

/** The values of a form that has a user ID, without that. */
function readForm(parameters: Parameters): JsonObject {
  const { userId, ...values } = read({ userId: '7', ...parameters }).values;
  expect(userId).toBe('7');
  return values;
}

describe('a form', () => {
  test('is what is read where nothing else is said', () => {
    expect(read({ userId: '7' })).toEqual({ form: 'fields', values: { userId: '7' } });
    expect(read({ userId: '7', specifyBody: 'fields' })).toEqual({ form: 'fields', values: { userId: '7' } });
  });

  test('holds the fields of the operation and no other parameters', () => {
    expect(readForm({ options: { concurrency: 1 }, resource: 'users', jsonBody: '{"a":1}' })).toEqual({});
  });

  test.each<[string, Parameters, JsonObject]>([
    ['false', { isActive: false }, { isActive: false }],
    ['zero', { offset: 0 }, { offset: 0 }],
    ['an empty list', { queries: [] }, { queries: [] }],
    ['an empty list as text', { queries: '[]' }, { queries: [] }],
  ])('keeps %s, which is a value', (_, parameters, values) => {
    expect(readForm(parameters)).toEqual(values);
  });

  test.each<[string, Parameters]>([
    ['empty text', { queries: '' }],
    ['null', { isActive: null }],
    ['undefined', { offset: undefined }],
    ['an empty collection', { profile: {} }],
    ['an empty object', { queries: {} }],
    ['an empty object as text', { queries: '{}' }],
    ['empty additional fields', { additionalFields: {} }],
    ['additional fields that are empty text', { additionalFields: '' }],
  ])('leaves out %s, which is none', (_, parameters) => {
    expect(readForm(parameters)).toEqual({});
  });

  test('writes a date as ISO text', () => {
    expect(readForm({ birthday: new Date(Date.UTC(2030, 0, 31)) })).toEqual({
      birthday: '2030-01-31T00:00:00.000Z',
    });
  });

  test.each<[string, unknown]>([
    ['missing', undefined],
    ['null', null],
    ['empty text', ''],
  ])('needs its required fields: %s', (_, userId) => {
    const error = inputErrorOf(() => read({ userId }));
    expect(error.message).toBe('User Id is required');
    expect(error.remedy).toBe('Fill in User Id (userId).');
  });

  test.each<[string, unknown]>([
    ['empty text', ''],
    ['an empty object as text', '{}'],
    ['an empty object', {}],
  ])('needs a required field of JSON too: %s', (_, queries) => {
    const operation = { ...OPERATION, fields: [field('queries', 'json', { required: true })] };
    expect(() => read({ queries }, operation)).toThrow('Queries is required');
  });
});

describe('JSON text in a field', () => {
  test.each<[string, Parameters, JsonObject]>([
    ['of type JSON', { queries: '[{"a": 1}]' }, { queries: [{ a: 1 }] }],
    ['that is a collection', { profile: '{"givenName": "Ada"}' }, { profile: { givenName: 'Ada' } }],
    ['inside a collection', { profile: { tags: '["a"]' } }, { profile: { tags: ['a'] } }],
    ['inside JSON text', { profile: '{"tags": "[1]"}' }, { profile: { tags: [1] } }],
    ['that is a list of entries', { links: '[{"idpId": "1"}]' }, { links: [{ idpId: '1' }] }],
    ['inside a list of entries', { links: { link: [{ data: '{"a":1}' }] } }, { links: [{ data: { a: 1 } }] }],
    ['of additional fields', { additionalFields: '{"metadata": []}' }, { metadata: [] }],
    ['inside additional fields', { additionalFields: { metadata: '[1]' } }, { metadata: [1] }],
    ['that is no text but a value', { queries: [{ a: 1 }] }, { queries: [{ a: 1 }] }],
  ])('%s becomes a value', (_, parameters, values) => {
    expect(readForm(parameters)).toEqual(values);
  });

  test.each<[string, Parameters, string]>([
    ['of type JSON', { queries: '[1,]' }, 'Queries: malformed JSON at position 3 '],
    ['that is a collection', { profile: '{a}' }, 'Profile: malformed JSON at position 1 '],
    [
      'inside a collection',
      { profile: { tags: '["a" "b"]' } },
      'Profile > Tags: malformed JSON at position 5 ',
    ],
    [
      'inside a list of entries',
      { links: { link: [{ data: '{"a":1' }] } },
      'Links > Data: malformed JSON at position 6 ',
    ],
    [
      'inside additional fields',
      { additionalFields: { metadata: 'team=core' } },
      'Additional Fields > Metadata: malformed JSON at position 1 ',
    ],
    ['of additional fields', { additionalFields: '{' }, 'Additional Fields: malformed JSON at position 1 '],
  ])('%s that is malformed is an error with field and position', (_, parameters, message) => {
    const error = inputErrorOf(() => readForm(parameters));
    expect(error.message).toContain(message);
    expect(error.message).toMatch(/\(line \d+, column \d+\)/);
  });

  test('is never printed', () => {
    const error = inputErrorOf(() => readForm({ profile: '{"password": "hunter2",}' }));
    expect(everythingIn(error)).not.toContain('hunter2');
  });

  test('stays text in a field of text', () => {
    expect(read({ userId: '{"a":1}' }).values).toEqual({ userId: '{"a":1}' });
  });
});

describe('a choice between members of a message', () => {
  test.each<[string, Parameters, JsonObject]>([
    ['beside other fields', { verification: '{"isVerified":true}' }, { isVerified: true }],
    [
      'in a collection',
      { email: { email: 'a@b.c', verification: '{"sendCode":{"urlTemplate":"https://a.b"}}' } },
      { email: { email: 'a@b.c', sendCode: { urlTemplate: 'https://a.b' } } },
    ],
    [
      'in a collection of additional fields',
      { additionalFields: { phone: { phone: '+41', verification: '{"isVerified":true}' } } },
      { phone: { phone: '+41', isVerified: true } },
    ],
    ['that is an ordinary value', { verification: 'GENDER_FEMALE' }, { verification: 'GENDER_FEMALE' }],
  ])('%s becomes part of the message', (_, parameters, values) => {
    expect(readForm(parameters)).toEqual(values);
  });
});

describe('what an expression gives nothing for', () => {
  const expression = (value: unknown): unknown => Object.assign(() => value, { value });
  const readExpressions = (parameters: Parameters, operation = OPERATION): JsonObject => {
    const item = fakeItem(operation, parameters);
    const parameter = (name: string): unknown => item.execution.getNodeParameter(name, 0);
    return readRequest({ ...item, parameter }).values;
  };

  test.each([undefined, null, '', ' '])('is no empty request: %p', (value) => {
    const read = (): JsonObject => readExpressions({ specifyBody: 'json', jsonBody: expression(value) });
    expect(inputErrorOf(read).message).toBe('JSON (jsonBody) holds nothing');
  });

  test.each([undefined, null, ''])('is no empty list of filters: %p', (value) => {
    const read = (): JsonObject => readExpressions({ userId: '7', queries: expression(value) });
    expect(inputErrorOf(read).message).toBe('Queries holds nothing');
  });

  test.each([undefined, null, '', 'null'])('among additional fields neither: %p', (metadata) => {
    const error = inputErrorOf(() => readForm({ additionalFields: { metadata } }));
    expect(error.message).toBe('Additional Fields > Metadata holds nothing');
    const none = expression(undefined);
    expect(() => readExpressions({ userId: '7', additionalFields: none })).toThrow('holds nothing');
  });

  test('in a mapper neither, while what nobody touched is left out', () => {
    const mapper = field('request', 'resourceMapper');
    const schema = [
      { id: 'queries', type: 'array' },
      { id: 'name', type: 'string' },
    ];
    const request = { mappingMode: 'defineBelow', value: { queries: null, name: null }, schema };
    const operation = { ...OPERATION, fields: [mapper] };
    expect(read({ request }, operation).values).toEqual({});
    const execution = {
      getNode: () => ({ parameters: { request: { ...request, value: { queries: '={{ $json.x }}' } } } }),
    };
    const item = { ...fakeItem(operation, { request }), execution } as unknown as ReturnType<typeof fakeItem>;
    expect(() => readRequest(item)).toThrow('queries holds nothing');
  });

  test('of a text is left out', () => {
    expect(readForm({ offset: undefined, profile: { givenName: undefined } })).toEqual({});
  });
});

describe('a collection', () => {
  test('keeps what the form does not know, for the check of the service to name', () => {
    expect(readForm({ profile: { givenNaem: 'Ada' }, additionalFields: { metadatas: 1 } })).toEqual({
      profile: { givenNaem: 'Ada' },
      metadatas: 1,
    });
  });

  test('of entries is a list, in order', () => {
    expect(readForm({ links: { link: [{ idpId: '2' }, { idpId: '1' }] } })).toEqual({
      links: [{ idpId: '2' }, { idpId: '1' }],
    });
  });

  test.each<[string, unknown, string]>([
    ['a list', [1], 'a list'],
    ['a number', 5, 'a number'],
    ['a list as text', '[1]', 'a list'],
  ])('of additional fields may not be %s', (_, additionalFields, kind) => {
    expect(() => readForm({ additionalFields })).toThrow(
      `Additional Fields: expected a JSON object, got ${kind}`,
    );
  });

  test('of an operation without additional fields is not read', () => {
    const { additionalFields: _, ...operation } = OPERATION;
    expect(read({ userId: '7', additionalFields: { metadata: [] } }, operation).values).toEqual({
      userId: '7',
    });
  });
});

describe('JSON instead of a form', () => {
  test.each<[string, unknown]>([
    ['as text', '{"userId": "7", "profile": {"givenName": "Ada"}}'],
    ['as an object', { userId: '7', profile: { givenName: 'Ada' } }],
  ])('is the whole request: %s', (_, jsonBody) => {
    expect(read({ specifyBody: 'json', jsonBody, userId: '8', additionalFields: { metadata: [] } })).toEqual({
      form: 'json',
      values: { userId: '7', profile: { givenName: 'Ada' } },
    });
  });

  test.each([undefined, '', '{}'])('may be empty: %j', (jsonBody) => {
    expect(read({ specifyBody: 'json', jsonBody }).values).toEqual({});
  });

  test('keeps empty values and nulls, which were written on purpose', () => {
    const jsonBody = '{"a": "", "b": null, "c": {}, "d": []}';
    expect(read({ specifyBody: 'json', jsonBody }).values).toEqual({ a: '', b: null, c: {}, d: [] });
  });

  test.each<[string, unknown, string]>([
    ['malformed', '{"userId": 7,\n}', 'malformed JSON at position 14 (line 2, column 1): found "}"'],
    ['a list', '[]', 'expected a JSON object, got a list'],
    ['a text', '"userId"', 'expected a JSON object, got text'],
    ['a number', 7, 'expected a JSON object, got a number'],
  ])('is refused where it is %s', (_, jsonBody, message) => {
    expect(() => read({ specifyBody: 'json', jsonBody })).toThrow(`JSON (jsonBody): ${message}`);
  });
});

test.each<unknown>(['JSON', 'form', 1, {}])('a form of another kind is an error: %j', (specifyBody) => {
  const error = inputErrorOf(() => read({ specifyBody, userId: '7' }));
  expect(error.message).toMatch(/^Specify Request: .* is not a choice$/);
  expect(error.remedy).toContain('"fields" or "json"');
});
