import { ServiceError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import type { Look, Settle } from '../../shared/run/policy';
import type { ExistingRule, OwnId } from '../operation';
import { GONE_IDS, UNCHANGED_IDS } from '../reply/doneIds';
import { callZitadel, type ZitadelConnection, type ZitadelRequest } from './client';
import { effectOf, isRead, isRemoval } from './effect';
import { look, serviceOf, toReply } from './existing';
import { newId } from './newId';
import { valueAt } from './template';
import { isUnchanged } from './tolerant';
import { asOfChange, changeOfUser } from './userDetails';

/** Not found because the caller may do nothing at all, or asks another instance. */
const NOT_THE_RECORD = ['AUTHZ-cdgFk', 'QUERY-1kIjX'];

/**
 * Calls a method, and looks whether it took effect where its answer was lost. A creation that takes an ID gets one here.
 *
 * @param rule how a creation is told from what is there already
 * @throws ServiceError, with the code OUTCOME_UNKNOWN where nobody can know
 */
export async function sendSettled(
  connection: ZitadelConnection,
  call: ZitadelRequest,
  rule: ExistingRule | undefined,
): Promise<JsonObject> {
  if (isRead(call.method)) return await callZitadel(connection, call);
  if (rule?.ownId !== undefined) return await createWithId(connection, call, rule, rule.ownId);
  const settle = isRemoval(call.method) ? settleRemoval : settleChange(connection, call);
  return await callZitadel(connection, call, settle);
}

async function createWithId(
  connection: ZitadelConnection,
  given: ZitadelRequest,
  rule: ExistingRule,
  { field, taken, secrets }: OwnId,
): Promise<JsonObject> {
  const isOurs = given.request[field] === undefined;
  const id = given.request[field] ?? newId();
  const call = { ...given, request: { ...given.request, [field]: id } };
  let wasAbsent = isOurs;
  const settle = async ({ timeout, refusal, again }: Look): Promise<JsonObject | undefined> => {
    const isTaken = isOurs && refusal?.refusal.id === taken;
    const record = await find(connection, { ...call, timeout }, rule).catch((error: unknown) => {
      if (again || isTaken) return undefined;
      throw error;
    });
    if (record === undefined && !isTaken) {
      wasAbsent = true;
      return undefined;
    }
    if (!wasAbsent) throw new Error('It may have been there before');
    if (secrets.some((path) => valueAt(call.request, path) !== undefined)) throw answerLost(field, id);
    return asOfChange(toReply({ call, rule }, record ?? { [field]: id }));
  };
  return await callZitadel(connection, call, settle);
}

/** The record with the ID of a creation. */
async function find(
  connection: ZitadelConnection,
  call: ZitadelRequest,
  rule: ExistingRule,
): Promise<JsonObject | undefined> {
  const [lookup] = rule.find;
  if (lookup === undefined) return undefined;
  const service = await serviceOf({ call, rule });
  const values = { request: call.request, organizationId: '' };
  const [record] = await look({ connection, call }, service, lookup, values);
  return record;
}

/** What took effect, but what its answer held can be had from nowhere. */
function answerLost(field: string, id: unknown): ServiceError {
  return new ServiceError({
    code: 'ANSWER_LOST',
    message: `It was created (${field} ${String(id)}), but the answer with its code was lost`,
    details: { [field]: String(id) },
    remedy: 'Do not create it again. Have a new code sent or returned for it.',
  });
}

/** Of a removal that is sent again, the refusal tells that it was done before. */
async function settleRemoval({ refusal }: Look): Promise<JsonObject | undefined> {
  if (refusal === undefined) throw new Error('Nothing tells');
  const { code, id = '' } = refusal.refusal;
  const isGone = code === 'NOT_FOUND' && !NOT_THE_RECORD.includes(id);
  return await Promise.resolve(isGone || GONE_IDS.includes(id) ? {} : undefined);
}

/** Of a change that may be sent again, the refusal tells that there was nothing left to change. */
function settleChange(connection: ZitadelConnection, call: ZitadelRequest): Settle<JsonObject> | undefined {
  if (effectOf(call) === 'write') return undefined;
  return async ({ timeout, refusal }: Look) => {
    if (refusal === undefined) throw new Error('Nothing tells');
    const looking = { ...call, timeout };
    const isDone = await isUnchanged({ connection, call: looking, unchanged: UNCHANGED_IDS }, refusal);
    return isDone ? await changeOfUser(connection, looking) : undefined;
  };
}
