import { InputError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { asText, unknownName, wholeNumber } from '../../shared/parse';
import type { ParameterSource } from '../settings';

const MOMENTS = ['request', 'response', 'function'] as const;
const SCOPES = ['method', 'service'] as const;
/** Most seconds that Zitadel lets a target take. */
const MOST_SECONDS = 270;

/** The service by whose methods an execution is removed. */
const WAY_OUT = /zitadel\.action\.v\w+\.ActionService/;

/** Before a method, after it, or while Zitadel makes a token or a user info. */
export type Moment = (typeof MOMENTS)[number];

/** Settings of the delivery of calls. */
export interface CallSettings {
  moment: Moment;
  /** What the execution is set on (`zitadel.action.v2.Condition`). */
  condition: JsonObject;
  /** Whether Zitadel waits for the workflow's last node. */
  waits: boolean;
  /** Whether a workflow that fails, or does not answer, refuses the call. */
  refuses: boolean;
  /** Seconds that Zitadel waits. */
  timeout: number;
}

/**
 * Reads which calls are wanted.
 *
 * @throws InputError that names the field; all methods at once are not to be had, because that may lock everybody out
 */
export function readCallSettings(source: ParameterSource): CallSettings {
  const moment = oneOf('When', source.getNodeParameter('moment', 'request'), MOMENTS);
  const waits = readWaits(source);
  const timeout = wholeNumber('Timeout', source.getNodeParameter('answerTimeout', 10), 10, MOST_SECONDS);
  const refuses = waits && source.getNodeParameter('interruptOnError', false) === true;
  const condition = readCondition(source, moment);
  if (refuses && WAY_OUT.test(JSON.stringify(condition))) {
    throw new InputError(
      'Refuse if the Workflow Fails is not possible for the service that sets actions: while n8n is down, nobody could take it back',
      'Turn it off, or choose a method of another service.',
    );
  }
  return { moment, condition, waits, refuses, timeout };
}

/** Whether Zitadel waits for the workflow's last node. */
export function readWaits(source: ParameterSource): boolean {
  return oneOf('Answer', source.getNodeParameter('answer', 'none'), ['none', 'lastNode']) === 'lastNode';
}

function readCondition(source: ParameterSource, moment: Moment): JsonObject {
  if (moment === 'function') {
    return { function: { name: named('Function', source.getNodeParameter('function', ''), 'preuserinfo') } };
  }
  const scope = oneOf('Of', source.getNodeParameter('scope', 'method'), SCOPES);
  if (scope === 'service') {
    const service = named('Service', source.getNodeParameter('service', ''), 'zitadel.user.v2.UserService');
    return { [moment]: { service } };
  }
  const method = named(
    'Method',
    source.getNodeParameter('method', ''),
    '/zitadel.user.v2.UserService/SetEmail',
  );
  return { [moment]: { method: method.startsWith('/') ? method : `/${method}` } };
}

function named(field: string, value: unknown, example: string): string {
  const name = typeof value === 'string' ? value.trim() : '';
  if (name === '') throw new InputError(`${field} is empty`, `Choose one, e.g. ${example}.`);
  if (name === '*' || name === 'all') {
    throw new InputError(`${field}: "${name}" is not possible`, `Choose one, e.g. ${example}.`);
  }
  return name;
}

function oneOf<Value extends string>(field: string, given: unknown, values: readonly Value[]): Value {
  const found = values.find((value) => value === given);
  if (found === undefined) throw unknownName(field, asText(given), values);
  return found;
}
