import { ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import type { InputFile } from '../input';
import { isForbidden, noSuchRecord, UNREADABLE_UPDATE } from '../reply/records';
import { toRow, toRows } from '../reply/rows';
import { isAdministrator } from './administrator';
import { callDirectus, type DirectusRequest } from './client';
import { toForm } from './fileForm';
import { keyOf } from './many';
import { withOtherSides } from './otherSides';
import { collectionOf, toPath } from './path';
import type { Sending } from './sending';
import { settleRemoval } from './settling';
import { writeRecords } from './write';

/**
 * Sends an operation that is one request.
 *
 * @throws ServiceError where Directus has no such record, also where it answers as if all were well
 */
export async function sendOne(sending: Sending): Promise<Reply> {
  const { connection, operation, input, files } = sending;
  const { parameters, query, data } = input;
  const [file] = files;
  if (operation.existsAt !== undefined) await assertExists(sending, operation.existsAt);
  const body = isObject(data) ? await withOtherSides(sending, data, parameters.id) : data;
  const request = {
    verb: operation.verb,
    path: toPath(operation.path, parameters),
    query,
    body: operation.data === undefined ? undefined : body,
    reply: operation.reply,
    settle:
      operation.verb === 'DELETE' && operation.existsAt !== undefined
        ? settleRemoval(sending, operation.existsAt)
        : undefined,
  };
  const changes = operation.verb !== 'GET' && operation.records !== undefined;
  const sent = changes
    ? writeRecords(sending, request, { file })
    : callDirectus(connection, withFile(request, file));
  const reply = await sent.catch((error: unknown) => {
    throw isKeyRefused(error, sending) ? noSuchRecord(parameters.id) : error;
  });
  if (reply === undefined && operation.emptyMeansUnknown === true) {
    if (await isAdministrator(connection)) throw noSuchRecord(parameters.id);
    // Whoever is no administrator would have been refused: the record was changed, but may not be read.
    return [{ json: { ...UNREADABLE_UPDATE } }];
  }
  assertRecord(sending, reply);
  if (operation.verb === 'POST' && reply !== undefined && (await hasKeyZero(sending)))
    return [toRow(await readZero(sending))];
  if (operation.emptyReply !== undefined && (reply === undefined || reply === null)) {
    return [{ json: { ...operation.emptyReply } }];
  }
  return toRows(reply ?? {});
}

function withFile(request: DirectusRequest, file: InputFile | undefined): DirectusRequest {
  if (file === undefined) return request;
  return { ...request, body: undefined, content: toForm(request.body ?? {}, file) };
}

/** Some routes take no other keys than uuids, and do not know themselves with one. */
function isKeyRefused(error: unknown, { operation }: Sending): boolean {
  const isRecord = operation.records?.startsWith('directus_') === true && operation.path.endsWith('/:id');
  return (
    isRecord &&
    operation.available === undefined &&
    error instanceof ServiceError &&
    error.refusal.code === 'ROUTE_NOT_FOUND'
  );
}

/**
 * Makes sure that there is what an operation is about.
 *
 * @param path route that tells, with the operation's parameters
 * @throws ServiceError where there is not
 */
export async function assertExists(sending: Sending, path: string): Promise<void> {
  const { connection, operation, input } = sending;
  const hasId = operation.records?.startsWith('directus_') === true;
  const query: JsonObject = hasId ? { fields: ['id'] } : {};
  const request = { verb: 'GET', path: toPath(path, input.parameters), query };
  const found = await callDirectus(connection, request).catch(async (error: unknown) => {
    // Whoever may change it need not be allowed to read it; Directus itself then refuses what is not there.
    if (!isForbidden(error) || (await isAdministrator(connection))) throw error;
    return undefined;
  });
  assertRecord(sending, found);
}

/** A permission that does not exist is answered with one that Directus makes up. */
function assertRecord({ operation, input }: Sending, reply: Json | undefined): void {
  if (operation.mixed !== true || input.parameters.id === undefined) return;
  if (isObject(reply) && reply.system === true) throw noSuchRecord(input.parameters.id);
}

/** Whether a record is created with the key 0. */
async function hasKeyZero(sending: Sending): Promise<boolean> {
  const { data } = sending.input;
  if (collectionOf(sending) === undefined || !isObject(data) || !Object.values(data).includes(0))
    return false;
  return data[(await keyOf(sending)).field] === 0;
}

/** Directus stores a record with the key 0, but answers with another one. */
async function readZero(sending: Sending): Promise<Json> {
  const { connection, operation, input } = sending;
  const path = `${toPath(operation.path, input.parameters)}/0`;
  return (await callDirectus(connection, { verb: 'GET', path, query: input.query })) ?? {};
}
