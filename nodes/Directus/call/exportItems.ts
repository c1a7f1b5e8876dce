import { setTimeout as wait } from 'node:timers/promises';

import { ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { isObject, parseObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { listOf, toRow } from '../reply/rows';
import { callDirectus } from './client';
import { toPath } from './path';
import type { Sending } from './sending';

const PAUSE_MILLISECONDS = 250;

/** Exports items to a file. Directus writes it after it has answered, so the file is waited for where that is asked. */
export async function exportItems(sending: Sending): Promise<Reply> {
  const { connection, operation, input } = sending;
  const { wait: waits = true, query = {}, ...data } = isObject(input.data) ? input.data : {};
  const file = parseObject('file', data.file);
  const title = typeof file.title === 'string' && file.title !== '' ? file.title : 'Export';
  const before = waits === true ? await newestFiles(sending, title) : [];
  const path = toPath(operation.path, input.parameters);
  const body = { ...data, query, file: { ...file, title } };
  await callDirectus(connection, { verb: 'POST', path, body });
  if (waits !== true) return [{ json: { started: true, title } }];
  return [toRow(await waitForFile(sending, title, before))];
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
