import type { Method } from './definitions';
import { deliver, type TargetAnswer } from './deliveries';
import { failedPrecondition, type StatusName, ZitadelError } from './errors';
import { fromProtoJson, toProtoJson } from './json';
import { child, flag, isObject, type JsonObject, text } from './json-object';
import type { State } from './state';
import type { Target } from './targets';

/** The statuses that a target may name for the caller; any other is an unknown error. */
const forwardedStatuses: Record<number, StatusName | undefined> = {
  400: 'invalid_argument',
  401: 'unauthenticated',
  403: 'permission_denied',
  404: 'not_found',
  409: 'already_exists',
};

/** A call as its targets are told about it, but for the message that they may change. */
export interface ToldCall {
  method: Method;
  userId: string;
  organizationId: string;
  headers: Record<string, string[]>;
  request: JsonObject;
  response?: JsonObject;
}

/**
 * Tells the targets of a request or a response about it, one after the other.
 * @returns the message, as the last target that is asked for it left it
 * @throws ZitadelError when a target that may stop the call does so
 */
export async function callTargets(
  state: State,
  part: 'request' | 'response',
  call: ToldCall,
): Promise<JsonObject> {
  // The older API calls no targets.
  if (call.method.service.includes('.v1.')) return call[part] ?? {};
  let told = call;
  for (const id of targetsOf(state, part, call.method)) {
    const target = state.targets.get(id);
    if (!target) continue;
    const content = describe(state, told);
    if (target.kind === 'restAsync') {
      void deliver(target, content);
    } else {
      const changed = readAnswer(target, call.method[part], await deliver(target, content));
      if (changed) told = { ...told, [part]: changed };
    }
  }
  return told[part] ?? {};
}

// Only the nearest condition counts: the method itself, then its service, then all.
function targetsOf(state: State, part: 'request' | 'response', { key, service }: Method): string[] {
  const wanted = (matches: (condition: JsonObject) => boolean): string[] | undefined =>
    [...state.executions.values()].find(({ condition }) => {
      const on = child(condition, part);
      return on !== undefined && matches(on);
    })?.targets;
  return (
    wanted((on) => text(on, 'method') === `/${key}`) ??
    wanted((on) => text(on, 'service') === service) ??
    wanted((on) => flag(on, 'all')) ??
    []
  );
}

function describe(state: State, call: ToldCall): JsonObject {
  return {
    fullMethod: `/${call.method.key}`,
    instanceID: state.instanceId,
    orgID: call.organizationId,
    userID: call.userId,
    request: call.request,
    response: call.response,
    headers: call.headers,
  };
}

/**
 * What a target's answer makes of the call.
 * @returns the new message, where the answer is one
 * @throws ZitadelError where the target stops the call, and may
 */
function readAnswer(
  target: Target,
  type: Method['request'],
  answer: TargetAnswer | undefined,
): JsonObject | undefined {
  const mayStop = flag(target.options, 'interruptOnError');
  const refusal = refusalOf(target, answer);
  if (refusal && mayStop) throw refusal;
  if (refusal || target.kind !== 'restCall' || !answer || answer.body.trim() === '') return undefined;
  const message = readMessage(type, answer.body);
  if (message instanceof ZitadelError) {
    if (mayStop) throw message;
    // What cannot be read empties the message.
    return {};
  }
  return message;
}

/** Why a target stops what it is asked about, where it does. */
export function refusalOf(target: Target, answer: TargetAnswer | undefined): ZitadelError | undefined {
  if (!answer) return new ZitadelError('unknown', `Post "${target.endpoint}": no answer`);
  if (answer.status < 200 || answer.status >= 300) {
    return failedPrecondition('Execution failed', 'EXEC-dra6yamk98');
  }
  const { forwardedStatusCode = 0, forwardedErrorMessage = '' } = parseObject(answer.body) ?? {};
  if (forwardedStatusCode === 0 && forwardedErrorMessage === '') return undefined;
  const code = Number(forwardedStatusCode);
  const text = String(forwardedErrorMessage);
  if (code < 400 || code >= 500) return failedPrecondition(text, 'EXEC-bmhNhpcqpF');
  return new ZitadelError(forwardedStatuses[code] ?? 'unknown', text, 'EXEC-reUaUZCzCp');
}

function readMessage(type: Method['request'], body: string): JsonObject | ZitadelError {
  const message = parseObject(body);
  if (!message) return new ZitadelError('unknown', 'proto: syntax error (line 1:1)');
  const fields = Object.keys(type.fromJSON({}));
  const unknown = Object.keys(message).find((field) => !fields.includes(field));
  if (unknown !== undefined)
    return new ZitadelError('unknown', `proto: (line 1:2): unknown field "${unknown}"`);
  try {
    return toProtoJson(type, fromProtoJson(type, message));
  } catch (error) {
    return new ZitadelError('unknown', `proto: ${error instanceof Error ? error.message : 'unknown field'}`);
  }
}

function parseObject(body: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
