import type { UserRequest } from '../../../nodes/shared/form/request';
import { checkRequest, pathParameters } from '../../../nodes/Directus/request/checkRequest';
import type { DirectusOperation } from '../../../nodes/Directus/operation';
import { inputErrorOf } from '../support/errors';
import type { JsonObject } from '../../../nodes/shared/json';

const GET: DirectusOperation = {
  value: 'get',
  name: 'Get',
  action: 'Get an item',
  description: 'Retrieves an item',
  verb: 'GET',
  path: '/items/:collection/:id',
  query: true,
};
const CREATE: DirectusOperation = { ...GET, verb: 'POST', path: '/users', data: { fields: ['email'] } };

function fields(values: JsonObject): UserRequest {
  return { form: 'fields', values };
}

function json(values: JsonObject): UserRequest {
  return { form: 'json', values };
}

test.each([
  ['/users', []],
  ['/users/:id', ['id']],
  ['/items/:collection/:id', ['collection', 'id']],
  ['/users/:id/tfa/disable', ['id']],
])('the parameters of %s are %j', (path, names) => {
  expect(pathParameters(path)).toEqual(names);
});

describe('a request', () => {
  test.each<[string, UserRequest]>([
    ['a form', fields({ collection: 'posts', id: 7, query: { fields: 'id,title' } })],
    ['JSON', json({ collection: 'posts', id: 7, query: { fields: ['id', 'title'] } })],
    ['JSON with JSON text inside', json({ collection: 'posts', id: '7', query: '{"fields": "id,title"}' })],
  ])('of %s is sorted into parameters and query', (_, request) => {
    expect(checkRequest(GET, request)).toMatchObject({
      parameters: { collection: 'posts', id: '7' },
      query: { fields: ['id', 'title'] },
    });
  });

  test.each<[string, UserRequest]>([
    ['a form', fields({ email: 'a@b.c', query: { fields: 'id' } })],
    ['JSON', json({ data: { email: 'a@b.c' }, query: { fields: ['id'] } })],
  ])('of %s is sorted into query and body', (_, request) => {
    expect(checkRequest(CREATE, request)).toMatchObject({
      parameters: {},
      query: { fields: ['id'] },
      data: { email: 'a@b.c' },
    });
  });

  test.each<[string, DirectusOperation, UserRequest, string]>([
    ['without a parameter', GET, fields({ collection: 'posts' }), 'id is required'],
    ['without a parameter in JSON', GET, json({ id: '7' }), 'collection is required'],
    ['with a key that reaches another route', GET, json({ collection: '..', id: '7' }), '".." is not an ID'],
    [
      'with an unknown query field',
      GET,
      fields({ collection: 'p', id: '7', query: { feilds: 'id' } }),
      'did you mean "fields"?',
    ],
    [
      'with an unknown field in JSON',
      GET,
      json({ collection: 'p', id: '7', fields: ['id'] }),
      'Field "fields" is not known',
    ],
    [
      'with a misspelled field in JSON',
      GET,
      json({ colection: 'p', id: '7' }),
      'Field "colection" is not known; did you mean "collection"?',
    ],
    [
      'with a body that the route lacks',
      GET,
      json({ collection: 'p', id: '7', data: {} }),
      'Field "data" is not known',
    ],
    [
      'with the fields of the body beside "data"',
      CREATE,
      json({ email: 'a@b.c' }),
      'Field "email" is not known',
    ],
    [
      'with a malformed query',
      CREATE,
      json({ query: '{"limit": }' }),
      'query: malformed JSON at position 10',
    ],
    ['with a query that is a list', CREATE, json({ query: [] }), 'query: expected a JSON object, got a list'],
  ])('is refused %s', (_, operation, request, message) => {
    expect(inputErrorOf(() => checkRequest(operation, request)).message).toContain(message);
  });
});

test('a switch that is off is left out of the query, and kept where the user writes any query', () => {
  const clear: DirectusOperation = { ...CREATE, path: '/utils/cache/clear', query: ['system'] };
  expect(checkRequest(clear, fields({ system: false })).query).toEqual({});
  expect(checkRequest(clear, json({ system: false })).query).toEqual({});
  expect(checkRequest(clear, json({ system: true })).query).toEqual({ system: true });
  const raw: DirectusOperation = { ...clear, query: ['*'] };
  expect(checkRequest(raw, json({ query: { system: false } })).query).toEqual({ system: false });
});
