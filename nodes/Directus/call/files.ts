import { InputError, ServiceError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { asText, isObject, parseJson } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { toRows } from '../reply/rows';
import { clockOf } from '../schema/clock';
import { createKeyed } from './creation';
import { assertExists, sendOne } from './one';
import type { Sending } from './sending';

/** Changes a file. With new content it is looked for first: Directus would make a new file of an ID it does not have. */
export async function updateFile(sending: Sending): Promise<Reply> {
  if (sending.files.length > 0) await assertExists(sending, '/files/:id');
  return await sendOne(sending);
}

/**
 * Uploads several files of an item one after the other, with the same metadata or each with its own.
 *
 * @throws InputError where the metadata are a list of another length; ServiceError that names what was uploaded already
 */
export async function createFiles(sending: Sending): Promise<Reply> {
  const { files, input } = sending;
  const { data } = input;
  if (Array.isArray(data) && data.length !== files.length) {
    throw new InputError(
      `data has ${data.length} objects for ${files.length} files`,
      'Write one object a file, in the order of the binary fields, or one object for all.',
    );
  }
  const rows: Reply = [];
  for (const [index, file] of files.entries()) {
    const own = Array.isArray(data) ? (data[index] ?? {}) : data;
    const one = { ...sending, files: [file], input: { ...input, data: own } };
    const made = await sendOne(one).catch((error: unknown) => {
      throw withUploaded(error, file.field, rows);
    });
    rows.push(...made);
  }
  return rows;
}

function withUploaded(error: unknown, field: string, rows: Reply): unknown {
  if (!(error instanceof ServiceError) || rows.length === 0) return error;
  const ids = rows.map(({ json }) => asText(json.id)).join(', ');
  const message = `${error.message} (the file in "${field}"; those before it are uploaded: ${ids})`;
  return new ServiceError({ ...error.refusal, message });
}

/** Has Directus fetch a file from an address. The metadata are checked here: Directus drops what it does not know. */
export async function importFile(sending: Sending): Promise<Reply> {
  const { connection, operation, input, schema, execution } = sending;
  const { url, data, options } = isObject(input.data) ? input.data : {};
  const metadata = typeof data === 'string' ? parseJson('data', data) : data;
  if (metadata !== undefined && metadata !== null && !isObject(metadata)) {
    throw new InputError('data.data: expected an object', 'Write the metadata of the file: {"title": "…"}.');
  }
  const collection = 'directus_files';
  const check = { rule: { collection }, clock: clockOf(execution) };
  const hasMore = isObject(metadata) && Object.keys(metadata).length > 0;
  const about = hasMore ? await schema.checkBody(connection, collection, metadata, check) : {};
  const { verb, path } = operation;
  const body: JsonObject = { url: checkAddress(url), ...(options !== undefined && { options }) };
  const asBody = (file: JsonObject): JsonObject =>
    Object.keys(file).length === 0 ? body : { ...body, data: file };
  const key = await schema.keyOf(connection, collection);
  const { reply } = await createKeyed(sending, key, [isObject(about) ? about : {}], {
    collection,
    path: '/files',
    isWhole: ({ filesize }) => filesize !== null,
    request: ([file = {}]) => ({ verb, path, query: input.query, body: asBody(file) }),
  });
  return toRows(reply ?? { imported: true });
}

function checkAddress(value: unknown): string {
  const address = asText(value).trim();
  const protocol = URL.canParse(address) ? new URL(address).protocol : '';
  if (protocol === 'http:' || protocol === 'https:') return address;
  throw new InputError('url: expected an address that begins with https:// or http://', 'Check the address.');
}
