import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { OwnDirectus, type OwnRun } from '../../../support/ownDirectus';
import { errorOf, rowOf, rowsOf } from '../../../support/results';

const own = new OwnDirectus();
/** Five hours and a half ahead of UTC, all the year. */
const timezone = 'Asia/Kolkata';
const FIELDS = ['day', 'at', 'clock', 'stamp'];
/** In the evening of the 31st in UTC, which is the next day on the workflow's clock. */
const EVENING = '2026-01-31T20:15:30.000Z';
const EVENING_THERE = {
  day: '2026-02-01',
  at: '2026-02-01T01:45:30',
  clock: '01:45:30',
  stamp: EVENING,
};

beforeAll(async () => {
  const fields = [
    { field: 'day', type: 'date' },
    { field: 'at', type: 'dateTime' },
    { field: 'clock', type: 'time' },
    { field: 'stamp', type: 'timestamp' },
    { field: 'title', type: 'string' },
  ];
  await own.collection('moments', fields);
  await own.collection('parents', [{ field: 'title', type: 'string' }]);
  await own.arrange('POST', '/fields/moments', { field: 'parent', type: 'integer', meta: {}, schema: {} });
  await own.arrange('POST', '/relations', {
    collection: 'moments',
    field: 'parent',
    related_collection: 'parents',
    meta: { one_field: 'children' },
  });
  await own.arrange('POST', '/fields/parents', {
    field: 'children',
    type: 'alias',
    meta: { special: ['o2m'] },
  });
});

const run = async (given: OwnRun): ReturnType<OwnDirectus['run']> => await own.run({ timezone, ...given });

/** The fields of an item as the form has them. */
function form(value: INodeParameters, more: INodeParameters = {}): INodeParameters {
  const types: Record<string, string> = { at: 'dateTime', stamp: 'dateTime' };
  const schema = [...FIELDS, 'title'].map((id) => ({ id, type: types[id] ?? 'string', display: true }));
  const data = { mappingMode: 'defineBelow', value, matchingColumns: [], schema };
  return { collection: 'moments', data, ...more };
}

const inAll = (value: string): INodeParameters => Object.fromEntries(FIELDS.map((name) => [name, value]));

test.each([
  ['a DateTime', `={{ DateTime.fromISO("${EVENING}") }}`],
  ['a DateTime of another zone', `={{ DateTime.fromISO("${EVENING}", { zone: "America/Lima" }) }}`],
  ['a Date', `={{ new Date("${EVENING}") }}`],
  ['ISO text with a zone', '2026-02-01T01:45:30+05:30'],
  ['ISO text in UTC', '2026-01-31 20:15:30Z'],
  ['ISO text without a zone', '2026-02-01T01:45:30'],
])('%s is what the workflow’s clock shows, in the form and in JSON', async (_, value) => {
  expect(rowOf(await run({ operation: 'create', fields: form(inAll(value)) }))).toMatchObject(EVENING_THERE);
  const expression = value.startsWith('={{') ? value.slice(3, -2) : JSON.stringify(value);
  const body = `{ ${FIELDS.map((name) => `${name}: ${expression}`).join(', ')} }`;
  const json = `={{ ({ collection: 'moments', data: ${body} }) }}`;
  expect(rowOf(await run({ operation: 'create', json }))).toMatchObject(EVENING_THERE);
  const list = `={{ ({ collection: 'moments', data: [${body}] }) }}`;
  expect(rowOf(await run({ operation: 'createMultiple', json: list }))).toMatchObject(EVENING_THERE);
  const upsert = `={{ ({ collection: 'moments', key: 'title', data: { title: 'x', ...${body} } }) }}`;
  expect(rowOf(await run({ operation: 'upsert', json: upsert }))).toMatchObject(EVENING_THERE);
  const parent = `={{ ({ collection: 'parents', data: { children: { create: [${body}] } } }) }}`;
  const { children } = rowOf(await run({ operation: 'create', json: parent }));
  const [child] = await own.rows('moments', { filter: { id: { _in: children } } });
  expect(child).toMatchObject(EVENING_THERE);
});

test('a day, a day without a time as a moment, and a time without seconds', async () => {
  const data = { day: '2026-01-31', at: '2026-01-31', clock: '9:05', stamp: '2026-01-31' };
  expect(rowOf(await run({ operation: 'create', json: { collection: 'moments', data } }))).toMatchObject({
    day: '2026-01-31',
    at: '2026-01-31T00:00:00',
    clock: '09:05:00',
    stamp: '2026-01-30T18:30:00.000Z',
  });
});

test('{{ $today }} is that day in the workflow’s zone, whatever the item', async () => {
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date());
    const fields = form({ day: '={{ $today }}', title: '={{ $today.toISODate() }}' });
    const row = rowOf(await run({ operation: 'create', fields, timezone: zone }));
    expect(row.day).toBe(row.title);
    expect(row.day).toBe(today);
  }
});

test('rows that are read and written back stay as they are', async () => {
  const create = { collection: 'moments', data: { ...EVENING_THERE, title: 'round' } };
  const made = rowOf(await run({ operation: 'create', json: create }));
  const { id, ...data } = made;
  const update = { collection: 'moments', id, data };
  for (const zone of [timezone, 'America/Lima']) {
    expect(rowOf(await run({ operation: 'update', json: update, timezone: zone }))).toEqual(made);
    const automatic = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [] };
    const schema = Object.keys(data).map((name) => ({ id: name, type: 'string', display: true }));
    const fields = { collection: 'moments', id: String(id), data: { ...automatic, schema } };
    const given = { operation: 'update', fields: fields as INodeParameters, items: [made], timezone: zone };
    expect(rowOf(await run(given))).toEqual(made);
    const many = { collection: 'moments', data: [made] };
    expect(rowsOf(await run({ operation: 'updateMultiple', json: many, timezone: zone }))).toEqual([made]);
  }
});

test('null empties a field', async () => {
  const made = rowOf(
    await run({ operation: 'create', json: { collection: 'moments', data: { ...EVENING_THERE } } }),
  );
  const none = Object.fromEntries(FIELDS.map((name) => [name, null]));
  const update = { collection: 'moments', id: made.id, data: none };
  expect(rowOf(await run({ operation: 'update', json: update }))).toMatchObject(none);
});

const NONSENSE: unknown[] = [
  '2026-02-30',
  '2026-13-01',
  'noonish',
  '$NOW',
  '',
  '31.01.2026',
  5,
  true,
  {},
  [],
];

test.each(FIELDS.flatMap((name) => NONSENSE.map((value) => [name, value] as const)))(
  '%s refuses %j by its name, before anything is sent',
  async (name, value) => {
    const before = (await own.rows('moments')).length;
    const data = { title: 'nonsense', [name]: value } as IDataObject;
    const error = errorOf(await run({ operation: 'create', json: { collection: 'moments', data } }));
    expect(error.message).toContain(`data.${name}: expected`);
    expect(await own.rows('moments')).toHaveLength(before);
  },
);

test.each([
  '2026-02-30',
  '={{ "noonish" }}',
  '={{ DateTime.fromISO("2026-02-30") }}',
  '={{ new Date("noonish") }}',
])('the form refuses %s in each of its fields', async (value) => {
  for (const name of FIELDS) {
    const result = await run({ operation: 'create', fields: form({ [name]: value }) });
    expect(errorOf(result).message).toContain(name);
  }
});

test('each item of a batch has its own error', async () => {
  const items = ['2026-01-31', '2026-02-30', '2026-03-31'].map((day) => ({
    collection: 'moments',
    data: { day, title: 'batch' },
  }));
  const rows = rowsOf(await run({ operation: 'create', items, continueOnFail: true }));
  expect(rows).toMatchObject([
    { day: '2026-01-31' },
    { error: { message: 'data.day: expected a day that exists, got "2026-02-30"' } },
    { day: '2026-03-31' },
  ]);
});

test('the end of a share is a moment on the workflow’s clock', async () => {
  const item = rowOf(
    await run({ operation: 'create', json: { collection: 'parents', data: { title: 'p' } } }),
  );
  const data = { collection: 'parents', item: String(item.id), date_end: '2036-02-01T01:45:30' };
  const share = rowOf(await run({ resource: 'shares', operation: 'create', json: { data } }));
  expect(new Date(`${String(share.date_end).replace('Z', '')}Z`).toISOString()).toBe(
    '2036-01-31T20:15:30.000Z',
  );
  const bad = { data: { ...data, date_end: '2026-02-30' } };
  const error = errorOf(await run({ resource: 'shares', operation: 'create', json: bad }));
  expect(error.message).toContain('date_end: expected');
});

test('a moment that Directus itself wrote stays as it is', async () => {
  const made = await own.arrange('POST', '/files', {
    storage: 'local',
    filename_download: 'x',
    type: 'text/plain',
  });
  const { id, uploaded_on, created_on } = await own.arrange('PATCH', `/files/${String(made.id)}`, {
    uploaded_on: EVENING,
  });
  const json = { id, data: { uploaded_on, created_on } };
  const changed = rowOf(await run({ resource: 'files', operation: 'update', json }));
  expect(changed).toMatchObject({ uploaded_on, created_on });
});

describe('a filter', () => {
  beforeAll(async () => {
    const parent = await own.arrange('POST', '/items/parents', { title: 'of the filter' });
    await own.arrange('POST', '/items/moments', { ...EVENING_THERE, title: 'filter', parent: parent.id });
  });

  const found = async (query: string, collection = 'moments'): Promise<number> => {
    const json = `={{ ({ collection: '${collection}', query: ${query} }) }}`;
    return rowsOf(await run({ operation: 'list', json })).length;
  };
  const moment = `DateTime.fromISO("${EVENING}")`;

  test.each(FIELDS)('on %s reads a moment on the workflow’s clock', async (name) => {
    const rule = `title: { _eq: 'filter' }, ${name}`;
    expect(await found(`{ filter: { ${rule}: { _eq: ${moment} } } }`)).toBe(1);
    expect(await found(`{ filter: { ${rule}: { _in: [new Date("${EVENING}")] } } }`)).toBe(1);
    expect(await found(`{ filter: { ${rule}: { _between: [${moment}, ${moment}] } } }`)).toBe(1);
    expect(await found(`{ filter: { ${rule}: { _gt: ${moment} } } }`)).toBe(0);
    const nested = `{ filter: { children: { ${rule}: { _eq: ${moment} } } } }`;
    expect(await found(nested, 'parents')).toBe(1);
    const rules = { rule: [{ field: name, operator: '_eq', value: `={{ ${moment} }}` }] };
    const fields = { collection: 'moments', filterRules: { group: { combine: 'and', rules } } };
    const given = { operation: 'list', fields: fields as unknown as INodeParameters };
    expect(rowsOf(await run(given)).map(({ title }) => title)).toContain('filter');
  });

  test('of related records does so too', async () => {
    const deep = `{ children: { _filter: { stamp: { _gt: "2026-02-01T01:45:31" } } } }`;
    const json = `={{ ({ collection: 'parents', query: { filter: { title: { _eq: 'of the filter' } }, fields: ['children'], deep: ${deep} } }) }}`;
    expect(rowOf(await run({ operation: 'list', json }))).toEqual({ children: [] });
  });

  test('of a change reads times without a zone as well', async () => {
    const filter = { title: { _eq: 'filter' }, stamp: { _gte: '2026-02-01T01:45:30' } };
    const json = { collection: 'moments', query: { filter }, data: { title: 'filter' } };
    expect(rowsOf(await run({ operation: 'updateByQuery', json }))).toHaveLength(1);
    const later = { ...json, query: { filter: { ...filter, stamp: { _gte: '2026-02-01T01:45:31' } } } };
    expect(rowsOf(await run({ operation: 'updateByQuery', json: later }))).toEqual([]);
  });
});
