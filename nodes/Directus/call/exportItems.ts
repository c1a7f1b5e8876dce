import { setTimeout as wait } from 'node:timers/promises';

import { ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject, parseObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { listOf, toRow } from '../reply/rows';
import { callDirectus } from './client';
import { chunksOf } from './exportToFile';
import { toForm } from './fileForm';
import { FILE_FORMATS } from './fileFormats';
import { mostRowsOf } from './list';
import { toPath } from './path';
import type { Sending } from './sending';

const PAUSE_MILLISECONDS = 250;
/** Rows that Directus reads at once for its own export, unless it was set up otherwise. */
const SERVER_BATCH = 5000;

/** Exports items to a file. Directus writes it after it has answered, so the file is waited for where that is asked. */
export async function exportItems(sending: Sending): Promise<Reply> {
  const { connection, operation, input } = sending;
  const { wait: waits = true, query = {}, ...data } = isObject(input.data) ? input.data : {};
  const file = parseObject('file', data.file);
  const title = typeof file.title === 'string' && file.title !== '' ? file.title : 'Export';
  const own = await exportHere(sending, query, file, title);
  if (own !== undefined) return own;
  const before = waits === true ? await newestFiles(sending, title) : [];
  const path = toPath(operation.path, input.parameters);
  const body = { ...data, query, file: { ...file, title } };
  await callDirectus(connection, { verb: 'POST', path, body });
  if (waits !== true) return [{ json: { started: true, title } }];
  return [toRow(await waitForFile(sending, title, before))];
}

/**
 * Reads the items and uploads the file, where the server gives fewer rows at once than it exports at once: what is beyond
 * would be missing from its own file, without a word.
 *
 * @returns undefined where the server's own export is whole
 */
async function exportHere(
  sending: Sending,
  asked: Json,
  file: JsonObject,
  title: string,
): Promise<Reply | undefined> {
  const { connection, input } = sending;
  const most = await mostRowsOf(connection).catch(() => Infinity);
  const query = isObject(asked) ? asked : {};
  const wanted = typeof query.limit === 'number' && query.limit > 0 ? query.limit : Infinity;
  if (Math.min(wanted, SERVER_BATCH) <= most) return undefined;
  const { collection = '' } = input.parameters;
  const isOwn = collection.startsWith('directus_');
  const operation = {
    ...sending.operation,
    verb: 'GET' as const,
    path: isOwn ? `/${collection.replace('directus_', '')}` : '/items/:collection',
    records: collection,
  };
  const format = FILE_FORMATS[isObject(input.data) ? asText(input.data.format) : ''];
  if (format === undefined) return undefined;
  const list = { ...sending, operation, input: { ...input, query } };
  const read = (): AsyncGenerator<Buffer> => chunksOf(list, format, { rows: 0 });
  const upload = { field: '', name: `${title}.${format.ending}`, type: format.type, read };
  const content = toForm({ ...file, title }, upload);
  const reply = await callDirectus(connection, { verb: 'POST', path: '/files', content });
  return [toRow(reply ?? null)];
}

async function waitForFile(sending: Sending, title: string, before: Json[]): Promise<Json> {
  const known = before.map(idOf);
  const { timeout, signal } = sending.connection;
  for (const end = Date.now() + timeout; Date.now() < end;) {
    const file = (await newestFiles(sending, title)).find((entry) => !known.includes(idOf(entry)));
    // The file is listed before all of it is written; only then does it have a size.
    if (isObject(file) && file.filesize !== null && Number(file.filesize) > 0) return file;
    await wait(PAUSE_MILLISECONDS, undefined, { signal });
  }
  throw new ServiceError({
    code: 'NO_EXPORT',
    message: `Directus took the export, but the file "${title}" is not there yet`,
    remedy:
      'Raise Timeout under Options, or look into the notifications of the user: that is where Directus says when an export fails.',
  });
}

async function newestFiles({ connection }: Sending, title: string): Promise<Json[]> {
  const query: JsonObject = { filter: { title: { _eq: title } }, sort: ['-uploaded_on'], limit: 20 };
  return listOf(await callDirectus(connection, { verb: 'GET', path: '/files', query }));
}

function idOf(file: Json): Json {
  return isObject(file) ? (file.id ?? null) : null;
}
