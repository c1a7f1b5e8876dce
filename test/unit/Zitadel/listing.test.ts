import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { loadCatalogue } from '../../../nodes/Zitadel/catalogue/catalogue';
import { listingOf, ownLimit, readList } from '../../../nodes/Zitadel/call/listing';
import type { JsonObject } from '../../../nodes/shared/json';
import { Progress } from '../../../nodes/shared/run/progress';
import { fakeExecution } from '../support/execution';

/** Answers a page: what is between `offset` and `limit` of the rows as they are then, by the order asked for. */
type Answer = (request: JsonObject, call: number) => JsonObject;

let answer: Answer;
let requests: JsonObject[] = [];
let server: Server;
let url = '';

beforeAll(async () => {
  server = createServer((incoming, response) => {
    void text(incoming).then((body) => {
      const request = JSON.parse(body === '' ? '{}' : body) as JsonObject;
      requests.push(request);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer(request, requests.length)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  requests = [];
});

/** Reads a list of the server above. */
async function list(service: string, method: string, request: JsonObject, most: number): Promise<unknown[]> {
  const catalogue = await loadCatalogue(service);
  const listing = listingOf(catalogue, method);
  if (listing === undefined) throw new Error(`${method} is no list`);
  const connection = {
    endpoint: { url: new URL(url), ignoreTlsErrors: false },
    transport: 'http' as const,
    tokens: { get: () => Promise.resolve('token') },
    headers: {},
  };
  const call = { service: catalogue, method, request, timeout: 10_000 };
  const progress = new Progress(fakeExecution(), String);
  return (await readList(connection, call, listing, most, progress)).map(({ json }) => json);
}

/** IDs from one number to another. */
function ids(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** A page of users, oldest first with `asc`, newest first without; `made(call)` are those there are by then. */
function users(made: (call: number) => number[], field: 'query' | 'pagination', rows: string): Answer {
  return (request, call) => {
    const { offset = '0', limit = 0, asc } = (request[field] ?? {}) as Record<string, string | number>;
    const all = Boolean(asc) ? made(call) : [...made(call)].reverse();
    const start = Number(offset);
    return {
      [field === 'query' ? 'details' : 'pagination']: { totalResult: String(all.length) },
      [rows]: all.slice(start, start + (Number(limit) || all.length)).map((id) => ({ userId: String(id) })),
    };
  };
}

const idsOf = (rows: unknown[]): number[] => rows.map((row) => Number((row as { userId: string }).userId));

describe('a long list', () => {
  test('has each row once, though rows are made between the pages', async () => {
    answer = users((call) => ids(0, 1200 + 10 * call), 'query', 'result');
    expect(idsOf(await list('UserService', 'listUsers', {}, Infinity))).toEqual(ids(0, 1230));
    expect(requests.map(({ query }) => query)).toEqual([
      { asc: true, offset: '0', limit: 500 },
      { asc: true, offset: '480', limit: 500 },
      { asc: true, offset: '960', limit: 500 },
    ]);
  });

  test('newest first has each row once too: what moves on is left out the second time', async () => {
    answer = users((call) => ids(0, 1200 + 10 * call), 'query', 'result');
    const rows = idsOf(await list('UserService', 'listUsers', { query: { asc: false } }, Infinity));
    expect(rows).toEqual(ids(0, 1210).reverse());
  });

  test.each([true, false])(
    'has each row once, though others are taken away between the pages: asc %p',
    async (asc) => {
      const left = ids(0, 2000);
      answer = users(
        (call) =>
          call === 1 ? left : left.filter((id) => (asc ? id >= 300 * call : id < 2000 - 300 * call)),
        'query',
        'result',
      );
      const rows = idsOf(await list('UserService', 'listUsers', { query: { asc } }, Infinity));
      expect(new Set(rows).size).toBe(rows.length);
      const last = requests.length;
      const stay = left.filter((id) => (asc ? id >= 300 * last : id < 2000 - 300 * last));
      expect(stay.filter((id) => !rows.includes(id))).toEqual([]);
    },
  );

  test('keeps the order of the server whatever its limit', async () => {
    answer = users(() => ids(0, 700), 'query', 'result');
    expect(idsOf(await list('UserService', 'listUsers', {}, 500))[0]).toBe(699);
    expect(idsOf(await list('UserService', 'listUsers', {}, 501))).toEqual(ids(199, 700).reverse());
  });

  test('that is asked for in part has as many rows as wanted, though some move on', async () => {
    answer = users((call) => ids(0, 2000 + 10 * call), 'query', 'result');
    const rows = idsOf(await list('UserService', 'listUsers', { query: { asc: false } }, 800));
    expect(rows).toEqual(ids(1210, 2010).reverse());
  });

  test.each([
    ['ZITADELActions', 'listTargets', 'targets', 'TARGET_FIELD_NAME_ID'],
    ['UserService', 'listKeys', 'result', 'KEY_FIELD_NAME_ID'],
    ['ProjectService', 'listProjects', 'projects', 'PROJECT_FIELD_NAME_ID'],
    ['ApplicationService', 'listApplications', 'applications', 'APPLICATION_SORT_BY_ID'],
    ['OrganizationService', 'listOrganizationDomains', 'domains', 'DOMAIN_FIELD_NAME_CREATION_DATE'],
  ])('of %s %s is sorted by what does not move', async (service, method, rows, column) => {
    answer = users(() => ids(0, 501), 'pagination', rows);
    expect(await list(service, method, {}, Infinity)).toHaveLength(501);
    expect(requests).toEqual([
      { sortingColumn: column, pagination: { asc: true, offset: '0', limit: 500 } },
      { sortingColumn: column, pagination: { asc: true, offset: '480', limit: 500 } },
    ]);
  });

  test('keeps the order that the request asks for', async () => {
    answer = users(() => ids(0, 3), 'pagination', 'targets');
    await list('ZITADELActions', 'listTargets', { sortingColumn: 'TARGET_FIELD_NAME_NAME' }, Infinity);
    await list('ZITADELActions', 'listTargets', { pagination: { asc: false } }, Infinity);
    expect(requests).toEqual([
      { sortingColumn: 'TARGET_FIELD_NAME_NAME', pagination: { offset: '0', limit: 500 } },
      { sortingColumn: 'TARGET_FIELD_NAME_ID', pagination: { asc: false, offset: '0', limit: 500 } },
    ]);
  });

  test('begins at the offset of the request, and its order stays the server’s where one page is enough', async () => {
    answer = users(() => ids(0, 700), 'query', 'result');
    const query = { offset: '100', asc: true };
    expect(idsOf(await list('UserService', 'listUsers', { query }, Infinity))).toEqual(ids(100, 700));
    requests = [];
    expect(await list('UserService', 'listUsers', {}, 50)).toHaveLength(50);
    expect(requests).toEqual([{ query: { offset: '0', limit: 50 } }]);
  });

  test('that is empty has no rows', async () => {
    answer = () => ({});
    expect(await list('UserService', 'listUsers', {}, Infinity)).toEqual([]);
    expect(requests).toHaveLength(1);
  });
});

describe('a list of events', () => {
  const SEQUENCES = ids(1, 2501);
  /** Changes of one user: those after `sequence` with `asc`, the newest without. */
  const changes: Answer = ({ query = {} }) => {
    const { sequence = '0', limit = 0, asc } = query as Record<string, string | number>;
    const all = SEQUENCES.filter((number) => number > Number(sequence));
    const ordered = Boolean(asc) ? all : all.reverse();
    return {
      result: ordered.slice(0, Math.min(Number(limit), 1000)).map((number) => ({ sequence: String(number) })),
    };
  };
  const sequencesOf = (rows: unknown[]): number[] =>
    rows.map((row) => Number((row as { sequence: string }).sequence));
  const read = async (query: JsonObject, most: number): Promise<number[]> =>
    sequencesOf(await list('AuthService', 'listMyUserChanges', { query }, most));

  beforeEach(() => {
    answer = changes;
  });

  test('asks for as many as are wanted', async () => {
    expect(await read({}, 50)).toEqual(ids(2451, 2501).reverse());
    expect(requests).toEqual([{ query: { limit: 50 } }]);
  });

  test('is read whole, newest first or oldest first', async () => {
    expect(await read({}, Infinity)).toEqual([...SEQUENCES].reverse());
    expect(await read({ asc: true }, Infinity)).toEqual(SEQUENCES);
    expect(await read({ asc: true }, 1500)).toEqual(ids(1, 1501));
    expect(await read({}, 1500)).toEqual(ids(1001, 2501).reverse());
  });

  test('begins where the request says', async () => {
    expect(await read({ asc: true, sequence: '2400' }, Infinity)).toEqual(ids(2401, 2501));
  });

  test('knows the limit of the request', async () => {
    const service = await loadCatalogue('AuthService');
    const listing = listingOf(service, 'listMyUserChanges');
    if (listing === undefined) throw new Error('no list');
    expect(ownLimit(listing, { query: { limit: 7 } })).toBe(7);
  });

  test('of the instance goes on from the time of the last one, with those of that moment once', async () => {
    const EVENTS = ids(0, 2500).map((number) => ({
      sequence: String(number),
      aggregate: { id: '7', type: { type: 'user' } },
      // Three events a moment.
      creationDate: new Date(Date.UTC(2030, 0, 1) + Math.floor(number / 3)).toISOString(),
    }));
    // A payload's fields come in any order.
    answer = ({ from = '', limit = 0 }, call) => ({
      events: EVENTS.filter(({ creationDate }) => creationDate >= String(from))
        .slice(0, Number(limit))
        .map((event) => ({ ...event, payload: call % 2 === 0 ? { a: 1, b: 2 } : { b: 2, a: 1 } })),
    });
    expect(sequencesOf(await list('AdminService', 'listEvents', { asc: true }, Infinity))).toEqual(
      ids(0, 2500),
    );
    expect(await list('AdminService', 'listEvents', {}, Infinity)).toHaveLength(2500);
  });
});
