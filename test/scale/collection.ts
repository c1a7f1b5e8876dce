import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { partFolder, runtimeOf } from '../../sandbox/runtime';
import { askDirectus } from '../support/directus';
import { testServers } from '../support/servers';
import { unique } from '../support/unique';

const made: string[] = [];

/** A new collection for articles, whose keys are numbers. */
export async function collection(): Promise<string> {
  const name = unique();
  const fields = [
    {
      field: 'id',
      type: 'integer',
      meta: { hidden: true },
      schema: { is_primary_key: true, has_auto_increment: true },
    },
    { field: 'title', type: 'string', meta: {}, schema: {} },
    { field: 'body', type: 'text', meta: {}, schema: {} },
  ];
  const { status } = await askDirectus('POST', '/collections', { collection: name, schema: {}, fields });
  if (status !== 200) throw new Error(`Directus made no collection: ${status}`);
  made.push(name);
  return name;
}

/** Deletes the collections that were made. */
export async function removeCollections(): Promise<void> {
  for (const name of made.splice(0)) await askDirectus('DELETE', `/collections/${name}`);
}

/** Run by Directus' own Node, which its database driver is compiled for. */
const FILL = `
  const [driver, file, statement] = process.argv.slice(1);
  const { Database } = require(driver);
  const database = new Database(file);
  database.configure('busyTimeout', 60000);
  database.exec(statement, (error) => { if (error) throw error; database.close(); });
`;

/** Fills a collection with articles whose keys are 1 to `rows`: in the database, as a million over HTTP takes an hour. */
export async function fill(name: string, rows: number): Promise<void> {
  const file = join(dirname(testServers().directus.mail), 'data.db');
  const driver = join(partFolder('directus12'), 'node_modules', 'sqlite3');
  const statement = `
    INSERT INTO "${name}" (id, title, body)
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${rows})
    SELECT n, 'Article ' || n, n || ' ${'A sentence that an article might have. '.repeat(7)}' FROM numbers;`;
  await promisify(execFile)(runtimeOf('directus12').node, ['-e', FILL, driver, file, statement]);
}
