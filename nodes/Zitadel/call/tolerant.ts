import { ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { isObject } from '../../shared/parse';
import { loadCatalogue } from '../catalogue/catalogue';
import { callZitadel, type ZitadelConnection, type ZitadelRequest } from './client';
import { valueAt } from './template';

/** How the server says in words that a change would change nothing. */
const UNCHANGED_TEXT = /\b(not|n't) (been )?changed|no changes|\balready (in)?active/i;

/** What a removal or a change takes for done. */
export interface Tolerance {
  connection: ZitadelConnection;
  call: ZitadelRequest;
  /** Error IDs besides NOT_FOUND that say that it is gone; absent where that is no success. */
  gone?: readonly string[];
  /** Error IDs that say that nothing would change; absent where that is no success. */
  unchanged?: Readonly<Record<string, { userState?: string }>>;
  /** What it is otherwise. */
  done: 'removed' | 'updated';
}

/**
 * Sends a removal or a change that may have been done before.
 *
 * @returns the reply with `outcome`; where it was done before, what the request names it by
 * @throws ServiceError for everything else
 */
export async function tolerantly(tolerance: Tolerance, send: () => Promise<JsonObject>): Promise<JsonObject> {
  const { gone, done } = tolerance;
  const before = gone !== undefined && (await isGone(tolerance));
  return await send().then(
    (reply) => ({ ...reply, outcome: before ? 'gone' : done }),
    async (error: unknown) => await takeForDone(tolerance, error),
  );
}

async function takeForDone(tolerance: Tolerance, error: unknown): Promise<JsonObject> {
  const { call, gone, unchanged } = tolerance;
  if (!(error instanceof ServiceError)) throw error;
  const { code, id = '' } = error.refusal;
  if (gone !== undefined && id !== '' && (code === 'NOT_FOUND' || gone.includes(id))) {
    if (await isElsewhere(tolerance)) throw error;
    return { ...namesIn(call.request), outcome: 'gone' };
  }
  if (unchanged !== undefined && (await isUnchanged(tolerance, error))) {
    return { ...namesIn(call.request), outcome: 'unchanged' };
  }
  throw error;
}

/** Whether a server refuses a change because everything is as asked for. */
export async function isUnchanged(
  { connection, call, unchanged }: Pick<Tolerance, 'connection' | 'call' | 'unchanged'>,
  { refusal }: ServiceError,
): Promise<boolean> {
  const { code, id = '', message } = refusal;
  const rule = unchanged?.[id];
  if (rule === undefined) return code === 'FAILED_PRECONDITION' && UNCHANGED_TEXT.test(message);
  return await holds({ connection, call }, rule);
}

/**
 * Whether a record of a user is not found only because the call is made in an organization that is not the user's. It is
 * there then.
 */
async function isElsewhere({ connection, call }: Tolerance): Promise<boolean> {
  const organizationId = connection.headers['x-zitadel-orgid'];
  const { userId } = call.request;
  if (organizationId === undefined || userId === undefined) return false;
  const owner = await ownerOf(connection, call, userId).catch(() => undefined);
  return owner !== undefined && owner !== organizationId;
}

async function ownerOf(
  connection: ZitadelConnection,
  call: ZitadelRequest,
  userId: Json,
): Promise<Json | undefined> {
  const service = await loadCatalogue('UserService');
  const reply = await callZitadel(connection, {
    ...call,
    service,
    method: 'getUserByID',
    request: { userId },
  });
  return valueAt(reply, 'user.details.resourceOwner');
}

/**
 * Whether there is nothing to remove, where only a look tells: newer removals succeed all the same. The method that reads
 * the record is the removal's with "get" in front.
 */
async function isGone({ connection, call }: Tolerance): Promise<boolean> {
  const { service, method } = call;
  const { request, response } = service.methods[method] ?? {};
  const getter = method.replace(/^(delete|remove)/, 'get');
  const fieldsOf = (message = ''): string => Object.keys(service.messages[message] ?? {}).join();
  const succeedsAlways = 'deletionDate' in (service.messages[response ?? ''] ?? {});
  const reads = fieldsOf(service.methods[getter]?.request) === fieldsOf(request);
  if (!succeedsAlways || !reads || getter === method) return false;
  return await callZitadel(connection, { ...call, method: getter }).then(
    () => false,
    (error: unknown) => error instanceof ServiceError && error.refusal.code === 'NOT_FOUND',
  );
}

async function holds(
  { connection, call }: Pick<Tolerance, 'connection' | 'call'>,
  { userState }: { userState?: string },
): Promise<boolean> {
  if (userState === undefined) return true;
  const { userId } = call.request;
  if (userId === undefined || call.service.methods.getUserByID === undefined) return false;
  const reply = await callZitadel(connection, { ...call, method: 'getUserByID', request: { userId } });
  return isObject(reply.user) && reply.user.state === userState;
}

/** The IDs and keys that a request names its record by. */
function namesIn(request: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(request).filter(
      ([name, value]) => /(^id|Id|Key|^key)$/.test(name) && typeof value === 'string',
    ),
  );
}
