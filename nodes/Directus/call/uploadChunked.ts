import { setTimeout as wait } from 'node:timers/promises';

import { InputError, ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject, wholeNumber } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { checkMimeType } from '../../shared/transport/mimeType';
import type { RestReply } from '../../shared/transport/rest';
import type { Chunks } from '../../shared/transport/streams';
import type { InputFile } from '../input';
import { toRows } from '../reply/rows';
import { callDirectus, replyOf } from './client';
import type { DirectusConnection } from './connection';
import { asMetadataText, metadataOf } from './fileForm';
import { assertExists } from './one';
import { toPath } from './path';
import type { Sending } from './sending';

const MEGABYTE = 1024 * 1024;
const PRESET_MEGABYTES = 8;
/** Tries of a chunk, with a pause that grows from one to the next. */
const MOST_TRIES = 5;
const PAUSE_MILLISECONDS = 500;
/** How much of a chunk is handed over at once, so that it is seen to move. */
const PIECE_BYTES = 64 * 1024;
/** Metadata go as a header, which may not be longer. */
const MOST_HEADER_BYTES = 8000;
/** Metadata that a file which is replaced gets anew. */
const REPLACED = ['filename_download', 'type'];
const PROTOCOL = { 'Tus-Resumable': '1.0.0' };

/** An upload that Directus has begun. */
interface Upload {
  connection: DirectusConnection;
  /** Route of the upload itself. */
  path: string;
  /** ID of the file that it becomes. */
  fileId: string;
  /** Whether that file was there before. */
  replaces: boolean;
}

/**
 * Uploads a file chunk by chunk (TUS). A chunk that did not arrive is sent again from where Directus has got to.
 *
 * @throws InputError for what cannot be uploaded so; ServiceError where a chunk does not arrive in several tries
 */
export async function uploadChunked(sending: Sending): Promise<Reply> {
  const { connection, input, options, files } = sending;
  const size = wholeNumber('Chunk Size', options.chunkSize, PRESET_MEGABYTES, 1024) * MEGABYTE;
  const [file] = files;
  if (file?.length === undefined) throw new InputError('There is no file to upload');
  const metadata = toMetadata(sending, file);
  if (input.parameters.id !== undefined) await assertExists(sending, '/files/:id');
  const upload = await begin(sending, metadata, file.length);
  await sendAll(upload, inChunks(file.read(), size)).catch(async (error: unknown) => {
    // Directus removes what is left of it after a while in any case.
    const rest = { verb: 'DELETE', path: upload.path, headers: PROTOCOL };
    await replyOf({ ...connection, signal: undefined }, rest).catch(() => undefined);
    throw error;
  });
  return toRows(await readUploaded(upload, input.query, file.length));
}

/** What goes along with the upload: names, and their values in base64. */
function toMetadata({ input }: Sending, file: InputFile): string {
  const { data, parameters } = input;
  if (file.length === 0) {
    throw new InputError(`The file "${file.name}" is empty`, 'Upload it with the operation Upload.');
  }
  const isReplacement = parameters.id !== undefined;
  const names = Object.keys(isObject(data) ? data : {});
  const ignored = names.find((name) => (isReplacement ? !REPLACED.includes(name) : name === 'storage'));
  if (ignored !== undefined) {
    throw new InputError(
      `${ignored} cannot go with an upload in chunks${isReplacement ? ' that replaces a file' : ''}`,
      'Leave it out here, and change it with Update afterwards.',
    );
  }
  const fields = metadataOf(data, file);
  const all: JsonObject = {
    ...fields,
    type: checkMimeType('type', fields.type),
    ...(isReplacement && { id: parameters.id ?? '' }),
  };
  const header = Object.entries(all)
    .map(([name, value]) => `${name} ${Buffer.from(asMetadataText(name, value)).toString('base64')}`)
    .join(',');
  if (header.length <= MOST_HEADER_BYTES) return header;
  throw new InputError(
    'data is too long to go with an upload in chunks',
    'Leave the long fields out here, and set them with Update afterwards.',
  );
}

async function begin(
  { connection, operation, input }: Sending,
  metadata: string,
  length: number,
): Promise<Upload> {
  const headers = { ...PROTOCOL, 'Upload-Length': String(length), 'Upload-Metadata': metadata };
  const request = { verb: operation.verb, path: operation.path, headers };
  const reply = await replyOf(connection, request).catch(raiseClearly);
  // Only its last part counts: the server may not know the address that it is reached by.
  const id = /([^/]+)\/?$/.exec(reply.headers.location ?? '')?.[1] ?? '';
  const path = toPath('/files/tus/:id', { id: decodeURIComponent(id) });
  if (input.parameters.id !== undefined) {
    return { connection, path, fileId: input.parameters.id, replaces: true };
  }
  const head = await replyOf(connection, { verb: 'HEAD', path, headers: PROTOCOL });
  return { connection, path, fileId: fileIdIn(head), replaces: false };
}

function fileIdIn({ headers }: RestReply): string {
  const entries = (headers['upload-metadata'] ?? '').split(',').map((entry) => entry.split(' '));
  const value = entries.find(([name]) => name === 'id')?.[1] ?? '';
  return Buffer.from(value, 'base64').toString();
}

async function sendAll(upload: Upload, chunks: AsyncIterable<Buffer>): Promise<void> {
  let offset = 0;
  for await (const chunk of chunks) {
    await sendChunk(upload, chunk, offset);
    offset += chunk.length;
  }
}

/** Sends one chunk, whole. */
async function sendChunk(upload: Upload, chunk: Buffer, start: number): Promise<void> {
  let sent = 0;
  for (let tries = 1; sent < chunk.length; tries++) {
    try {
      const reply = await sendBytes(upload, chunk.subarray(sent), start + sent);
      sent = Number(reply.headers['upload-offset']) - start;
    } catch (error) {
      if (!mayPass(error) || tries === MOST_TRIES) raiseClearly(error);
      await wait(PAUSE_MILLISECONDS * tries, undefined, { signal: upload.connection.signal });
      sent = await sentSoFar(upload, chunk, start).catch((other: unknown) => {
        if (mayPass(other)) return sent;
        throw other;
      });
    }
    if (!(sent >= 0 && sent <= chunk.length)) throw lost();
  }
}

async function sendBytes({ connection, path }: Upload, bytes: Buffer, offset: number): Promise<RestReply> {
  return await replyOf(connection, {
    verb: 'PATCH',
    path,
    headers: { ...PROTOCOL, 'Upload-Offset': String(offset) },
    content: {
      type: 'application/offset+octet-stream',
      length: bytes.length,
      read: function* () {
        for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
          yield bytes.subarray(start, start + PIECE_BYTES);
        }
      },
    },
  });
}

/**
 * How much of a chunk Directus has. It no longer knows an upload that is complete, nor one that it has lost; only a new file
 * tells the one from the other by its size.
 */
async function sentSoFar(
  { connection, path, replaces }: Upload,
  chunk: Buffer,
  start: number,
): Promise<number> {
  const asking = replyOf(connection, { verb: 'HEAD', path, headers: PROTOCOL });
  return await asking.then(
    ({ headers }) => Number(headers['upload-offset']) - start,
    (error: unknown) => {
      if (error instanceof ServiceError && error.refusal.status === 404) {
        if (replaces) throw lost();
        return chunk.length;
      }
      throw error;
    },
  );
}

/** Whether a fault is one of the network or of the moment. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return false;
  const { code, status } = error.refusal;
  if (status === undefined) return !['ADDRESS_BLOCKED', 'CANCELLED', 'UPLOAD_LOST'].includes(code);
  return [408, 409, 423, 429].includes(status) || status >= 500;
}

async function readUploaded(
  { connection, fileId }: Upload,
  query: JsonObject,
  length: number,
): Promise<Json> {
  const path = toPath('/files/:id', { id: fileId });
  const fields = { ...query, fields: [...(Array.isArray(query.fields) ? query.fields : ['*']), 'filesize'] };
  const file = await callDirectus(connection, { verb: 'GET', path, query: fields });
  if (isObject(file) && Number(asText(file.filesize)) === length) return file;
  throw lost();
}

function lost(): ServiceError {
  return new ServiceError({
    code: 'UPLOAD_LOST',
    message: 'Directus has lost a part of the upload',
    remedy: 'Upload the file again; if it stays, raise TUS_UPLOAD_EXPIRATION of Directus.',
  });
}

/** Directus answers uploads in chunks with plain text instead of its usual errors. */
function raiseClearly(error: unknown): never {
  const { status, code } = error instanceof ServiceError ? error.refusal : {};
  if (code === 'HTTP_404' || code === 'HTTP_410') throw lost();
  if (status === 413) {
    throw new ServiceError({
      code: 'CONTENT_TOO_LARGE',
      status,
      message: 'The file is larger than this Directus takes',
      remedy: 'Raise FILES_MAX_UPLOAD_SIZE of Directus.',
    });
  }
  if (status === 415) {
    throw new ServiceError({
      code: 'UNSUPPORTED_MEDIA_TYPE',
      status,
      message: 'This Directus takes no files of this type',
      remedy: 'Check the type, and FILES_MIME_TYPE_ALLOW_LIST of Directus.',
    });
  }
  throw error;
}

/** The same bytes in chunks of one size, but for the last. */
async function* inChunks(source: Chunks, size: number): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (let bytes of source) {
    while (length + bytes.length >= size) {
      const rest = size - length;
      yield Buffer.concat([...parts, bytes.subarray(0, rest)]);
      bytes = bytes.subarray(rest);
      parts = [];
      length = 0;
    }
    if (bytes.length > 0) parts.push(bytes);
    length += bytes.length;
  }
  if (length > 0) yield Buffer.concat(parts);
}
