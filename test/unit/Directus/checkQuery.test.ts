import type { DirectusInput } from '../../../nodes/Directus/input';
import { assertChooses, checkQuery } from '../../../nodes/Directus/request/checkQuery';
import { inputErrorOf } from '../support/errors';
import type { Json, JsonObject } from '../../../nodes/shared/json';

const inputOf = (query: JsonObject): DirectusInput => ({ parameters: {}, ids: [], query, data: {} });

describe('a query', () => {
  test.each<[string, Json, Json]>([
    ['fields', ['id', 'role.name'], ['id', 'role.name']],
    ['fields', 'id,role.name', ['id', 'role.name']],
    ['fields', ' id , role.name ', ['id', 'role.name']],
    ['fields', '["id"]', ['id']],
    ['fields', '*', ['*']],
    ['sort', '-date_created,id', ['-date_created', 'id']],
    ['groupBy', 'status', ['status']],
    ['filter', { status: { _eq: 'active' } }, { status: { _eq: 'active' } }],
    ['filter', '{"status": {"_eq": "active"}}', { status: { _eq: 'active' } }],
    ['filter', {}, {}],
    ['filter', { _and: [] }, { _and: [] }],
    ['filter', { _and: [{}, { id: { _eq: 1 } }] }, { _and: [{}, { id: { _eq: 1 } }] }],
    ['filter', { name: { _starts_with: 'null' } }, { name: { _starts_with: 'null' } }],
    ['deep', '{}', {}],
    ['aggregate', '{"count": "*"}', { count: '*' }],
    ['limit', 10, 10],
    ['limit', '10', 10],
    ['limit', -1, -1],
    ['offset', 0, 0],
    ['page', 1, 1],
    ['search', 'ada', 'ada'],
  ])('takes %s %j', (name, value, sent) => {
    expect(checkQuery({ [name]: value })).toEqual({ [name]: sent });
  });

  test('leaves out what has no value', () => {
    expect(checkQuery({ search: '', deep: null, sort: '', limit: 5 })).toEqual({ limit: 5 });
  });

  test.each([null, '', undefined])('refuses a filter that holds nothing: %p', (filter) => {
    const query = { filter } as unknown as JsonObject;
    expect(() => checkQuery(query)).toThrow(/^query\.filter is/);
  });

  test('leaves out what an expression has not found', () => {
    const query = { search: undefined, sort: undefined, limit: 5 } as unknown as JsonObject;
    expect(checkQuery(query)).toEqual({ limit: 5 });
  });

  test.each<[Record<string, unknown>, string]>([
    [{ title: { _eq: undefined } }, 'query.filter.title._eq has no value'],
    [{ _or: [{ title: { _in: ['a', undefined] } }] }, 'query.filter._or[0].title._in[1] has no value'],
    [{ title: undefined }, 'query.filter.title has no value'],
    [{ title: null }, 'query.filter.title has no value (null)'],
    [{ title: { _eq: null } }, 'query.filter.title._eq has no value (null)'],
    [{ id: { _in: ['a', null] } }, 'query.filter.id._in[1] has no value (null)'],
    [{ _and: [{ email: { _contains: null } }] }, 'query.filter._and[0].email._contains has no value (null)'],
    [{ email: {} }, 'query.filter.email is empty (an object), which Directus takes for everything'],
    [{ email: [] }, 'query.filter.email is empty (a list)'],
    [{ role: { name: {} } }, 'query.filter.role.name is empty'],
    [{ _and: [{ id: { _eq: 1 } }, { email: {} }] }, 'query.filter._and[1].email is empty'],
    [{ _or: [] }, 'query.filter._or is empty'],
    [{ _or: [{ id: { _eq: 1 } }, {}] }, 'query.filter._or[1] is empty'],
    [{ users: { _none: {} } }, 'query.filter.users._none is empty'],
    [{ extra: { _json: {} } }, 'query.filter.extra._json is empty'],
    [{ id: { _in: [] } }, 'query.filter.id._in is empty'],
    [{ n: { _between: [5] } }, 'query.filter.n._between: expected two values'],
    [{ _and: [{ n: { _nbetween: '5' } }] }, 'query.filter._and[0].n._nbetween: expected two values'],
  ])('refuses a filter that Directus would pass over: %j', (filter, message) => {
    expect(inputErrorOf(() => checkQuery({ filter: filter as JsonObject })).message).toContain(message);
  });

  test('refuses such a filter of related records too', () => {
    const deep = { users: { _filter: { email: {} } } };
    expect(inputErrorOf(() => checkQuery({ deep })).message).toContain(
      'query.deep.users._filter.email is empty',
    );
  });

  test.each<[JsonObject, string]>([
    [{ filters: {} }, 'Query field "filters" is not known; did you mean "filter"?'],
    [{ Limit: 5 }, 'Query field "Limit" is not known; did you mean "limit"?'],
    [{ group_by: 'a' }, 'Query field "group_by" is not known; did you mean "groupBy"?'],
    [{ constructor: 1 }, 'Query field "constructor" is not known'],
    [{ filter: '{"a":}' }, 'query.filter: malformed JSON at position 5'],
    [{ filter: [] }, 'query.filter: expected an object, got a list'],
    [{ filter: 5 }, 'query.filter: expected an object, got a number'],
    [{ deep: '[1]' }, 'query.deep: expected an object, got a list'],
    [{ fields: '["a"' }, 'query.fields: malformed JSON at position 4'],
    [{ fields: ['a', 5] }, 'query.fields: expected names, got a list'],
    [{ fields: 'a,,b' }, 'query.fields: expected names, got text'],
    [{ sort: { a: 1 } }, 'query.sort: expected names, got an object'],
    [{ limit: -2 }, 'query.limit: expected a whole number'],
    [{ limit: 'ten' }, 'query.limit: expected a whole number'],
    [{ limit: 1.5 }, 'query.limit: expected a whole number'],
    [{ offset: -1 }, 'query.offset: expected a whole number'],
    [{ page: 0 }, 'query.page: expected a whole number'],
    [{ page: true }, 'query.page: expected a whole number'],
  ])('refuses %j', (query, message) => {
    expect(inputErrorOf(() => checkQuery(query)).message).toContain(message);
  });
});

describe('a query that chooses what is changed', () => {
  test.each<JsonObject>([
    { filter: { status: { _eq: 'draft' } } },
    { filter: { role: { name: { _eq: 'Editor' } } } },
    { filter: { _or: [{ a: { _eq: 1 } }, { b: { _eq: 2 } }] } },
    { filter: { _and: [{}, { a: { _eq: 1 } }] } },
    { filter: { id: { _nnull: true } } },
    { filter: { status: 'draft' } },
    { filter: { done: { _eq: false } } },
    { filter: { at: { _eq: null } } },
    { filter: { 'count(authors)': { _gt: 0 } }, search: 'ada', limit: 5, sort: ['id'], offset: 1 },
  ])('is taken: %j', (query) => {
    expect(() => assertChooses(inputOf(query))).not.toThrow();
  });

  test.each<JsonObject>([
    {},
    { filter: {} },
    { filter: { _and: [] } },
    { filter: { _or: [] } },
    { filter: { _or: [{ a: { _eq: 1 } }, {}] } },
    { filter: { _and: [{}, {}] } },
    { filter: { status: {} } },
    { filter: { id: { _in: [] } } },
    { filter: { id: { _nin: [] } } },
    { filter: { id: { _in: '' } } },
    { filter: { title: { _contains: '' } } },
    { filter: { title: { _starts_with: null } } },
    { filter: { title: null } },
    { filter: { author: { _none: {} } } },
    { filter: { extra: { _json: {} } } },
    { search: '  ' },
    { search: 'ada' },
    { filter: {}, search: 'ada' },
    { limit: 5 },
  ])('is refused where it would choose all: %j', (query) => {
    expect(inputErrorOf(() => assertChooses(inputOf(query))).message).toContain('would choose every record');
  });

  test.each<[JsonObject, string]>([
    [{ alias: { id: 'author' } }, 'query.alias does not go with a change'],
    [{ aggregate: { count: '*' } }, 'query.aggregate does not go with a change'],
    [{ version: 'draft' }, 'query.version does not go with a change'],
    [{ page: 2 }, 'query.page does not go with a change'],
    [{ limit: 0 }, 'query.limit is 0'],
  ])('is refused with %j', (query, message) => {
    const filter = { status: { _eq: 'draft' } };
    expect(inputErrorOf(() => assertChooses(inputOf({ filter, ...query }))).message).toContain(message);
  });
});
