import { toFilter } from '../../../nodes/Directus/request/filterRules';
import { inputErrorOf } from '../support/errors';
import type { Json, JsonObject } from '../../../nodes/shared/json';

/** Rules as the form has them. */
function rules(combine: string, ...rows: Array<[field: string, operator: string, value?: Json]>): JsonObject {
  return {
    combine,
    rules: { rule: rows.map(([field, operator, value = '']) => ({ field, operator, value })) },
  };
}

describe('rules of the form', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['one', rules('and', ['status', '_eq', 'active']), { status: { _eq: 'active' } }],
    [
      'all of several',
      rules('and', ['a', '_eq', 1], ['b', '_lt', 2]),
      { _and: [{ a: { _eq: 1 } }, { b: { _lt: 2 } }] },
    ],
    [
      'any of several',
      rules('or', ['a', '_eq', 1], ['b', '_lt', 2]),
      { _or: [{ a: { _eq: 1 } }, { b: { _lt: 2 } }] },
    ],
    ['of a relation', rules('and', ['role.name', '_eq', 'Editor']), { role: { name: { _eq: 'Editor' } } }],
    ['without an operator', rules('and', ['a', '', 'x']), { a: { _eq: 'x' } }],
    ['that need no value', rules('and', ['a', '_null']), { a: { _null: true } }],
    ['with values and commas', rules('and', ['a', '_in', 'x, y']), { a: { _in: ['x', 'y'] } }],
    ['with a JSON list', rules('and', ['a', '_nin', '[1, 2]']), { a: { _nin: [1, 2] } }],
    ['with a list', rules('and', ['a', '_between', [1, 2]]), { a: { _between: [1, 2] } }],
  ])('become a filter: %s', (_, given, filter) => {
    expect(toFilter({}, given)).toEqual({ filter });
  });

  test('are added to a filter that is there, and leave the rest of the query', () => {
    const query = { sort: 'id', filter: '{"a": {"_eq": 1}}' };
    expect(toFilter(query, rules('and', ['b', '_eq', 2]))).toEqual({
      sort: 'id',
      filter: { _and: [{ a: { _eq: 1 } }, { b: { _eq: 2 } }] },
    });
  });

  test.each<[string, Json | undefined]>([
    ['none', undefined],
    ['an empty group', {}],
    ['no entries', { combine: 'and', rules: { rule: [] } }],
  ])('change nothing where there are none: %s', (_, given) => {
    expect(toFilter({ sort: 'id' }, given)).toEqual({ sort: 'id' });
  });

  test.each<[string, JsonObject, string]>([
    ['without a field', rules('and', ['', '_eq', 1]), 'a rule has no field'],
    ['with an empty list', rules('and', ['a', '_in', '']), 'the value of a has no entries'],
    ['with an empty JSON list', rules('and', ['a', '_in', '[]']), 'the value of a has no entries'],
    ['without a value', rules('and', ['a', '_eq', '']), 'the value of a is empty'],
    ['with null for a value', rules('and', ['a', '_eq', null]), 'the value of a is empty'],
    ['with half a range', rules('and', ['a', '_between', '1']), 'the value of a is not two values'],
    ['with a malformed list', rules('and', ['a', '_in', '[1,']), 'malformed JSON at position 3'],
  ])('are refused %s', (_, given, message) => {
    expect(inputErrorOf(() => toFilter({}, given)).message).toContain(message);
  });
});
