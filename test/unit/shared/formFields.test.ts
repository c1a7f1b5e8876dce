import { toProperties } from '../../../nodes/shared/form/properties';
import type { FormField, Operation } from '../../../nodes/shared/form/operation';
import { readRequest } from '../../../nodes/shared/form/request';
import { fakeItem, type Parameters } from '../support/execution';
import type { JsonObject } from '../../../nodes/shared/json';

const text: FormField = { displayName: 'Text', name: 'text', type: 'string', default: '' };
const data: FormField = { ...text, name: 'data', bytes: true };

const kinds = [
  { displayName: 'Name', name: 'nameQuery', values: [text] },
  { displayName: 'Data', name: 'dataQuery', values: [data] },
];

const entries: FormField = {
  displayName: 'Queries',
  name: 'queriesUi',
  requestField: 'queries',
  oneof: true,
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  default: {},
  options: kinds,
};

const single: FormField = { ...entries, name: 'query', requestField: undefined, typeOptions: undefined };
const list: FormField = { displayName: 'Queries (JSON)', name: 'queries', type: 'json', default: '' };

const choice: FormField = {
  displayName: 'Medium',
  name: 'medium',
  type: 'options',
  options: [
    { name: 'Letter', value: '{"letter":{}}' },
    { name: 'Call', value: '{"call":{"loud":true}}' },
  ],
  default: '{"letter":{}}',
};
const letter: FormField = {
  displayName: 'Letter',
  name: 'letter',
  type: 'collection',
  default: {},
  options: [text],
};

const OPERATION: Operation = {
  value: 'find',
  name: 'Find',
  action: 'Find things',
  description: 'Finds things',
  fields: [entries, choice, letter],
  additionalFields: [list, single, choice, letter],
};

function read(parameters: Parameters): JsonObject {
  return readRequest(fakeItem(OPERATION, parameters)).values;
}

describe('groups that are members of a oneof', () => {
  test('make a list of messages, each with its member', () => {
    const queriesUi = { nameQuery: [{ text: 'a' }, { text: 'b' }], dataQuery: [{ data: 'core' }] };
    expect(read({ queriesUi })).toEqual({
      queries: [
        { nameQuery: { text: 'a' } },
        { nameQuery: { text: 'b' } },
        { dataQuery: { data: 'Y29yZQ==' } },
      ],
    });
  });

  test('make one message where only one value is allowed', () => {
    const query = { dataQuery: { data: 'core' } };
    expect(read({ additionalFields: { query } })).toEqual({ query: { dataQuery: { data: 'Y29yZQ==' } } });
  });

  test.each(['query', 'queries'])('are nothing where no entry was added: %s', (name) => {
    const parameters = name === 'query' ? { additionalFields: { query: {} } } : { queriesUi: {} };
    expect(read(parameters)).toEqual({});
  });

  test('are an empty list where all entries were removed', () => {
    expect(read({ queriesUi: { nameQuery: [] } })).toEqual({ queries: [] });
  });
});

describe('two fields of a form for one of the request', () => {
  test('that are lists are joined', () => {
    const queriesUi = { nameQuery: [{ text: 'a' }] };
    const additionalFields = { queries: '[{"nameQuery":{"text":"b"}}]' };
    const queries = [{ nameQuery: { text: 'a' } }, { nameQuery: { text: 'b' } }];
    expect(read({ queriesUi, additionalFields })).toEqual({ queries });
  });

  test.each<[string, Parameters, JsonObject]>([
    ['choice first', { medium: '{"letter":{}}', letter: { text: 'a' } }, { letter: { text: 'a' } }],
    [
      'content first',
      { additionalFields: { letter: { text: 'a' }, medium: '{"letter":{}}' } },
      { letter: { text: 'a' } },
    ],
    ['choice alone', { medium: '{"call":{"loud":true}}' }, { call: { loud: true } }],
    [
      'content of another choice, for the check of the service to name',
      { medium: '{"call":{"loud":true}}', letter: { text: 'a' } },
      { call: { loud: true }, letter: { text: 'a' } },
    ],
  ])('that are a choice and its content are merged: %s', (_, parameters, values) => {
    expect(read(parameters)).toEqual(values);
  });
});

test('what only the router needs is not shown to n8n', () => {
  const properties = toProperties(
    { label: 'Service', tables: [{ value: 'things', name: 'Thing', operations: [OPERATION] }] },
    '',
  );
  expect(JSON.stringify(properties)).not.toMatch(/"(bytes|oneof|requestField)":/);
  expect(properties.some(({ name }) => name === 'queriesUi')).toBe(true);
});

test.each<[FormField['type'], unknown, unknown]>([
  ['number', '7', 7],
  ['number', ' -0.5 ', -0.5],
  ['number', '007', '007'],
  ['number', '12345678901234567890', '12345678901234567890'],
  ['boolean', 'true', true],
  ['boolean', 'yes', 'yes'],
  ['string', '7', '7'],
  ['string', 'true', 'true'],
])('a field of the type %s takes %p for %p', (type, value, expected) => {
  const field: FormField = { displayName: 'Field', name: 'field', type, default: '' };
  const operation: Operation = { ...OPERATION, fields: [field], additionalFields: [] };
  expect(readRequest(fakeItem(operation, { field: value })).values).toEqual({ field: expected });
});
