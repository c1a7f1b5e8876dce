import { InputError, ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { isForbidden } from '../reply/records';
import { toRows } from '../reply/rows';
import { callDirectus } from './client';
import { toPath } from './path';
import type { Sending } from './sending';

/** What a request ends with whose answer did not come. */
const NO_ANSWER = ['ETIMEDOUT', 'OUTCOME_UNKNOWN'];

/**
 * Runs a flow with the method that it is set to. Its result comes as it is, without Directus' wrapper.
 *
 * @returns the result's rows; one row where it is a plain value or an empty list, or where the flow returns nothing
 * @throws ServiceError that says why the flow cannot be triggered, as far as the caller may see it
 */
export async function triggerFlow(sending: Sending): Promise<Reply> {
  const { connection, operation, input } = sending;
  const { method = 'POST', ...parameters } = input.parameters;
  const verb = method.toUpperCase();
  if (verb !== 'POST' && verb !== 'GET') {
    throw new InputError(`method: "${method}" is not a method that flows have`, 'Write "POST" or "GET".');
  }
  if (verb === 'GET' && isObject(input.data) && Object.keys(input.data).length > 0) {
    throw new InputError('data cannot go with the method GET', 'Put the values into query, or use POST.');
  }
  const reply = await callDirectus(connection, {
    verb,
    path: toPath(operation.path, parameters),
    query: input.query,
    body: verb === 'GET' ? undefined : input.data,
    reply: operation.reply,
    // A flow does what it does each time, whatever it is triggered with.
    effect: 'write',
  }).catch(async (error: unknown) => {
    throw await withReason(error, sending, verb);
  });
  if (Array.isArray(reply) && reply.length === 0) return [{ json: { value: [] } }];
  return toRows(reply ?? { triggered: true });
}

/** Directus has one answer for everything that is wrong with a flow, so the flow itself is looked at. */
async function withReason(error: unknown, sending: Sending, verb: string): Promise<unknown> {
  if (!(error instanceof ServiceError)) return error;
  if (NO_ANSWER.includes(error.refusal.code)) return unanswered(error);
  if (!isForbidden(error)) return error;
  const { connection, input } = sending;
  const id = input.parameters.id ?? '';
  const query = { fields: ['id', 'name', 'status', 'trigger', 'options'] };
  const flow = await callDirectus(connection, {
    verb: 'GET',
    path: toPath('/flows/:id', { id }),
    query,
  }).catch(() => undefined);
  const [reason, remedy] = isObject(flow) ? whyNot(flow, verb, input.data) : NOT_SEEN;
  const message = error.refusal.message.replace(/\.?$/, '.');
  return new ServiceError({ ...error.refusal, message: `${message} ${reason}`, remedy });
}

const NOT_SEEN = [
  'There is no such flow, or the user of the credential may not read it',
  'Check the ID, that the flow is active, that its trigger is a webhook with this method or manual, and for a manual one that data has its collection and keys.',
] as const;

/** Why a flow was not triggered, and what to do. */
function whyNot(flow: JsonObject, verb: string, data: Json): readonly [string, string] {
  const name = `The flow "${asText(flow.name)}"`;
  const options = isObject(flow.options) ? flow.options : {};
  if (flow.status !== 'active') {
    return [`${name} is not active`, 'Switch it on in Directus, or set its status to active with Update.'];
  }
  if (flow.trigger === 'manual') return whyNotManual(name, options, verb, isObject(data) ? data : {});
  if (flow.trigger !== 'webhook') {
    return [
      `${name} has the trigger ${asText(flow.trigger)}, so no request can start it`,
      'Set its trigger to webhook in Directus, or choose another flow.',
    ];
  }
  const wanted = asText(options.method) || 'GET';
  if (wanted !== verb)
    return [`${name} takes the method ${wanted}, not ${verb}`, `Choose the method ${wanted}.`];
  return [
    `${name} is active and takes this method, so the user of the credential may not do what the flow does, or the flow was changed a moment ago`,
    'Check what the user of the credential may do, or try again.',
  ];
}

function whyNotManual(
  name: string,
  options: JsonObject,
  verb: string,
  { collection, keys }: JsonObject,
): readonly [string, string] {
  const collections = Array.isArray(options.collections) ? options.collections.map(asText) : [];
  const example = `{"collection": "${collections[0] ?? 'articles'}", "keys": ["1"]}`;
  if (verb !== 'POST') return [`${name} is manual and takes the method POST`, 'Choose the method POST.'];
  if (collections.length === 0) {
    return [`${name} is manual and has no collections`, 'Choose collections in the trigger of the flow.'];
  }
  if (collection === undefined || collection === '') {
    return [`${name} is manual and needs a collection in data`, `Write e.g. ${example}.`];
  }
  if (!collections.includes(asText(collection))) {
    return [
      `${name} is not for the collection "${asText(collection)}"`,
      `Write one of ${collections.join(', ')}, or add the collection to the trigger of the flow.`,
    ];
  }
  if (options.requireSelection !== false && !(Array.isArray(keys) && keys.length > 0)) {
    return [
      `${name} is manual and needs keys in data`,
      `Write the keys of the items as a list, e.g. ${example}.`,
    ];
  }
  return [
    `${name} is manual, and the user of the credential may not read all items of the keys`,
    'Check the keys, and what the user of the credential may read.',
  ];
}

function unanswered(error: ServiceError): ServiceError {
  return new ServiceError({
    ...error.refusal,
    remedy:
      'The flow may still be running, so look at its log in Directus before you trigger it again. Raise Timeout under Options, or set the flow to asynchronous where its result is not needed.',
  });
}
