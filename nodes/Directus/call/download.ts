import type { Readable } from 'node:stream';

import { InputError, ServiceError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Reply, ReplyRow } from '../../shared/run/call';
import { noSuchRecord } from '../reply/records';
import { UUID } from '../schema/checkKey';
import { callDirectus, type DirectusRequest, replyOf } from './client';
import { fileNameIn, withEndingOf } from './fileName';
import { assertAllExist } from './many';
import { toPath } from './path';
import type { Sending } from './sending';
import { wholeZip } from './wholeZip';

/** Images that Directus transforms; it gives the original of anything else without a word. */
const TRANSFORMED = ['image/avif', 'image/jpeg', 'image/png', 'image/tiff', 'image/webp'];
/** With the format "auto", Directus chooses the first of these that it can make. */
const ACCEPTED = 'image/avif,image/webp,*/*';

/** Downloads a file, or an image made of it, with its metadata as JSON. */
export async function downloadAsset(sending: Sending): Promise<Reply> {
  const { operation, input } = sending;
  const { id = '' } = input.parameters;
  const query = input.query;
  // Directus reads no further than the length of a uuid, so what is longer would give another file.
  if (!UUID.test(id)) throw noSuchRecord(id);
  const file = await readMetadata(sending, id);
  const type = asText(file?.type);
  if (Object.keys(query).length > 0 && type !== '' && !TRANSFORMED.includes(type)) {
    throw new InputError(
      `The file is of type ${type}, which Directus does not transform`,
      'Leave the transformation out, or choose an image (AVIF, JPEG, PNG, TIFF or WebP).',
    );
  }
  const name = asText(file?.filename_download);
  const range = rangeOf(input.parameters.range);
  return [
    await download(sending, file ?? { id }, name, {
      verb: operation.verb,
      path: toPath(operation.path, input.parameters),
      query,
      headers: { Accept: ACCEPTED, ...(range !== undefined && { Range: range }) },
    }),
  ];
}

/**
 * The header for a part of a file.
 *
 * @param range first and last byte, e.g. "0-1023", "1024-" or "-500" for the last ones
 * @throws InputError for what is none
 */
function rangeOf(range: string | undefined): string | undefined {
  if (range === undefined) return undefined;
  const [, first = '', last = ''] = /^(?:bytes=)?(\d*)-(\d*)$/.exec(range.trim()) ?? [];
  const isOrdered = first === '' || last === '' || Number(first) <= Number(last);
  if (first + last !== '' && isOrdered) return `bytes=${first}-${last}`;
  throw new InputError(
    `Byte Range (range): "${range}" is not one`,
    'Write the first and the last byte, e.g. 0-1023, or 1024- for all from there on.',
  );
}

/** Downloads the files of a folder, and of those in it, as one archive. */
export async function downloadFolder(sending: Sending): Promise<Reply> {
  const { connection, operation, input } = sending;
  const found = callDirectus(connection, { verb: 'GET', path: toPath('/folders/:id', input.parameters) });
  const folder = await found.catch((error: unknown) => {
    throw isForbidden(error) ? noSuchRecord(input.parameters.id) : error;
  });
  const path = toPath(operation.path, input.parameters);
  return [await downloadZip(sending, isObject(folder) ? folder : {}, { verb: operation.verb, path })];
}

/** Downloads several files as one archive. They are looked for first: Directus passes over those that it has not. */
export async function downloadFiles(sending: Sending): Promise<Reply> {
  const { operation, input } = sending;
  const ids = input.ids.map(String);
  const files = { ...sending, operation: { ...operation, path: '/files' } };
  await assertAllExist(files, ids);
  return [await downloadZip(sending, { ids }, { verb: operation.verb, path: operation.path, body: { ids } })];
}

/** Undefined where the caller may not read the metadata; the file itself may be public. */
async function readMetadata({ connection }: Sending, id: string): Promise<JsonObject | undefined> {
  const reading = callDirectus(connection, { verb: 'GET', path: toPath('/files/:id', { id }) });
  const file = await reading.catch((error: unknown) => {
    if (isForbidden(error)) return undefined;
    throw error;
  });
  return isObject(file) ? file : undefined;
}

async function downloadZip(sending: Sending, json: JsonObject, request: DirectusRequest): Promise<ReplyRow> {
  return await download(sending, json, '', { ...request, headers: { Accept: '*/*' } }, wholeZip);
}

/**
 * Puts the content of a reply into the item's binary field while it comes in.
 *
 * @param name name of the file; that of the reply where it is empty
 * @param check sees the content go by, and may raise an error about it
 */
export async function download(
  { connection, execution, binaryField }: Sending,
  json: JsonObject,
  name: string,
  request: DirectusRequest,
  check: (content: Readable) => Readable = (content) => content,
): Promise<ReplyRow> {
  const { body, headers } = await replyOf(connection, { ...request, streamed: true }).catch(
    (error: unknown) => {
      throw isForbidden(error) && json.id !== undefined ? noSuchRecord(asText(json.id)) : error;
    },
  );
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  const own = name === '' ? fileNameIn(headers['content-disposition'] ?? '') : name;
  const fileName = withEndingOf(own, type.trim());
  const content = check(body as Readable);
  const binary = await execution.helpers.prepareBinaryData(content, fileName, type.trim());
  // n8n takes a name for a path.
  return { json, binary: { [binaryField]: { ...binary, fileName } } };
}

function isForbidden(error: unknown): boolean {
  return error instanceof ServiceError && error.refusal.code === 'FORBIDDEN';
}
