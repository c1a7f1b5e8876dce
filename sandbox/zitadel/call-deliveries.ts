import { parseRequest } from './body';
import type { Method } from './definitions';
import { deliver, type TargetAnswer } from './deliveries';
import { failedPrecondition, notModelled, ZitadelError } from './errors';
import { fromProtoJson, toProtoJson } from './json';
import { child, flag, isObject, type JsonObject, text } from './json-object';
import type { State } from './state';
import type { Target } from './targets';

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

// A webhook's answer counts for nothing but its status, a call's is the new message.
function readAnswer(
  { kind, options }: Target,
  type: Method['request'],
  answer: TargetAnswer | undefined,
): JsonObject | undefined {
  if (!answer || answer.status >= 300) {
    if (flag(options, 'interruptOnError')) throw failedPrecondition('Execution failed', 'EXEC-dra6yamk98');
    return undefined;
  }
  if (kind !== 'restCall' || answer.body.trim() === '') return undefined;
  const message = parseRequest(answer.body);
  if (isObject(message) && message.forwardedStatusCode !== undefined) throw forwarded(message);
  return toProtoJson(type, fromProtoJson(type, message));
}

// A target may name the error that the caller gets; one status of it was recorded.
function forwarded({ forwardedStatusCode, forwardedErrorMessage }: JsonObject): ZitadelError {
  if (forwardedStatusCode !== 403) return notModelled(`a forwarded status ${String(forwardedStatusCode)}`);
  return new ZitadelError('permission_denied', String(forwardedErrorMessage), 'EXEC-reUaUZCzCp');
}
