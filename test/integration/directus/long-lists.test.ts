import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { runtimeOf } from '../../../sandbox/runtime';
import { askDirectus, runDirectus } from '../../support/directus';
import { holdList, type Taken } from '../../support/list-memory';
import { startRecorder } from '../../support/recorder';
import { pairsOf, rowsOf } from '../../support/results';
import { testServers } from '../../support/servers';
import { unique } from '../../support/unique';

const ROWS = 100_000;
/** Rows that are read to see what a row takes. */
const SAMPLE = 40_000;
/** Most that the memory at the peak may be, as a multiple of what the rows take as items. */
const MOST = 1.5;
/** When memory is short, V8 drops code that it had before, and that gives rows about this much room. */
const DROPPED_CODE = 0.2;
/** Numbers are part of a row, so a copy of a row is as large as the row; its texts would be shared. */
const NUMBERS = Array.from({ length: 25 }, (_, index) => `number_${index}`);

const collection = unique();

/** Writes rows into the database itself, which takes seconds where Directus takes minutes. */
const FILL = `
  const { DatabaseSync } = require('node:sqlite');
  const [, file, table, rows, ...numbers] = process.argv;
  const database = new DatabaseSync(file, { timeout: 10_000 });
  database.exec(\`
    WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < \${rows})
    INSERT INTO "\${table}" (id, title, \${numbers.join()})
    SELECT n, 'Row ' || n, \${numbers.map((_, index) => 'n + ' + index).join()} FROM counted\`);
`;

beforeAll(async () => {
  const key = { is_primary_key: true, has_auto_increment: true };
  const { status } = await askDirectus('POST', '/collections', {
    collection,
    schema: {},
    meta: { accountability: null },
    fields: [
      { field: 'id', type: 'integer', meta: {}, schema: key },
      { field: 'title', type: 'string', meta: {}, schema: {} },
      ...NUMBERS.map((field) => ({ field, type: 'integer', meta: {}, schema: {} })),
    ],
  });
  expect(status).toBe(200);
  const file = join(dirname(testServers().directus.mail), 'data.db');
  const fill = ['--no-warnings', '-e', FILL, file, collection, String(ROWS), ...NUMBERS];
  await promisify(execFile)(runtimeOf('n8n').node, fill);
});

afterAll(async () => {
  await askDirectus('DELETE', `/collections/${collection}`);
});

/** Reads rows in a process with a heap of at most so many bytes, or as much as it likes. */
function hold(rows: number, heap?: number): Promise<Taken> {
  const { url, adminToken: token } = testServers().directus;
  const nodeFile = join(__dirname, '..', '..', '..', 'dist', 'nodes', 'Directus', 'Directus.node.js');
  return holdList({ mode: 'node', url, token, collection, rows, nodeFile }, heap);
}

test('a list of 100,000 rows needs at most 1.5 times the memory that the rows take as items', async () => {
  const { base, held } = await hold(SAMPLE);
  const expected = (held / SAMPLE) * ROWS;
  expect(await hold(ROWS, base + (MOST - DROPPED_CODE) * expected)).toMatchObject({ items: ROWS });
  await expect(hold(ROWS, base + 0.1 * expected)).rejects.toThrow(/heap out of memory/);
}, 300_000);

test('a long list comes whole and in order, each row once, with one page asked for ahead and none beyond its limit', async () => {
  const { directus } = testServers();
  const recorder = await startRecorder(directus.url);
  try {
    const result = await runDirectus({
      resource: 'items',
      operation: 'list',
      json: { collection, query: { limit: 550 } },
      credential: { url: recorder.url },
    });
    expect(rowsOf(result).map(({ id }) => id)).toEqual(Array.from({ length: 550 }, (_, index) => index + 1));
    expect(new Set(pairsOf(result))).toEqual(new Set([0]));
    expect(recorder.exchanges.filter(({ path }) => path.startsWith('/items/'))).toHaveLength(6);
    expect(recorder.mostUnderWay).toBe(2);
  } finally {
    await recorder.close();
  }
});
