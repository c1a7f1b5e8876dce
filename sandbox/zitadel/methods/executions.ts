import type { Context, MethodRow } from '../method-row';
import { notFound, notModelled } from '../errors';
import { isEventType } from '../event-types';
import { child, children, type JsonObject, text, texts } from '../json-object';
import { filterRows, type Filters, page } from '../pagination';
import { services } from '../services';
import type { Execution } from '../targets';
import { now } from '../time';
import { type MessageRule, required } from '../validation';

const service = 'zitadel.action.v2.ActionService';

const functions = ['preuserinfo', 'preaccesstoken', 'presamlresponse'];

const setRule: MessageRule = {
  name: 'SetExecutionRequest',
  fields: [['Condition', 'condition', required]],
};

export const executions: Record<string, MethodRow> = {
  [`${service}/SetExecution`]: { rule: setRule, handle: set },
  [`${service}/ListExecutions`]: { handle: list },
  [`${service}/ListExecutionFunctions`]: { handle: () => ({ functions }) },
};

const filters: Filters<Execution> = {
  inConditionsFilter: ({ condition }, filter) =>
    children(filter, 'conditions').some((wanted) => keyOf(wanted) === keyOf(condition)),
  targetFilter: ({ targets }, filter) => targets.includes(text(filter, 'targetId')),
};

// The whole list of the condition is replaced; an empty one removes the execution.
function set({ state }: Context, request: JsonObject): JsonObject {
  const condition = child(request, 'condition') ?? {};
  checkCondition(condition);
  const targets = texts(request, 'targets');
  if (!targets.every((id) => state.targets.has(id))) throw notFound('Target not found', 'COMMAND-17e8fq1ggk');
  const key = keyOf(condition);
  const changed = now();
  if (targets.length === 0) {
    state.executions.delete(key);
  } else {
    const created = state.executions.get(key)?.created ?? changed;
    state.executions.set(key, { condition, targets, created, changed });
  }
  return { setDate: changed };
}

function list({ state }: Context, request: JsonObject): JsonObject {
  const { pagination, rows } = page(filterRows([...state.executions.values()], request, filters), request);
  return {
    pagination,
    executions: rows.map(({ condition, targets, created, changed }) => ({
      condition,
      creationDate: created,
      changeDate: changed,
      targets,
    })),
  };
}

// A condition has one member, and that has one too: both texts or `all: true`.
function keyOf(condition: JsonObject): string {
  return JSON.stringify(condition);
}

function checkCondition(condition: JsonObject): void {
  const event = child(condition, 'event');
  const call = child(condition, 'request') ?? child(condition, 'response');
  const name = text(child(condition, 'function') ?? {}, 'name');
  if (event) {
    checkEvent(event);
  } else if (call) {
    const [called] = (text(call, 'method').replace(/^\//, '') || text(call, 'service')).split('/');
    if (call.all !== true && !services[called ?? '']) throw notModelled('a condition on an unknown service');
  } else if (!functions.includes(name)) {
    throw notModelled(`a condition on ${name === '' ? 'nothing' : `the function ${name}`}`);
  }
}

function checkEvent(event: JsonObject): void {
  if (event.all === true) return;
  const group = text(event, 'group');
  const exists = isEventType(group || text(event, 'event'), group !== '');
  if (exists === undefined) throw notModelled(`a condition on ${JSON.stringify(event)}`);
  if (!exists) throw notFound('Execution condition is invalid', 'COMMAND-74aaqj8fv9');
}
