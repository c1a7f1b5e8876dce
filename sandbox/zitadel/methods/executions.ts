import type { Context, MethodRow } from '../method-row';
import { notFound, type ZitadelError } from '../errors';
import { isEventGroup, isEventType } from '../event-types';
import { child, children, flag, type JsonObject, text, texts } from '../json-object';
import { filterRows, type Filters, page } from '../pagination';
import type { State } from '../state';
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
  [`${service}/ListExecutionMethods`]: { handle: ({ state }) => ({ methods: [...state.methodNames] }) },
  [`${service}/ListExecutionServices`]: { handle: ({ state }) => ({ services: servicesOf(state) }) },
};

const filters: Filters<Execution> = {
  inConditionsFilter: ({ condition }, filter) =>
    children(filter, 'conditions').some((wanted) => keyOf(wanted) === keyOf(condition)),
  executionTypeFilter: ({ condition }, filter) =>
    `EXECUTION_TYPE_${Object.keys(condition)[0]?.toUpperCase()}` === text(filter, 'executionType'),
  targetFilter: ({ targets }, filter) => targets.includes(text(filter, 'targetId')),
};

// The whole list of the condition is replaced; an empty one removes the execution.
function set({ state }: Context, request: JsonObject): JsonObject {
  const condition = child(request, 'condition') ?? {};
  checkCondition(state, condition);
  const targets = texts(request, 'targets');
  const areKnown = targets.every((id) => state.targets.has(id));
  if (!areKnown || new Set(targets).size < targets.length)
    throw notFound('Target not found', 'COMMAND-17e8fq1ggk');
  const key = keyOf(condition);
  const changed = now();
  if (targets.length === 0) {
    const existed = state.executions.delete(key);
    if (!existed) return { setDate: '0001-01-01T00:00:00Z' };
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

function checkCondition(state: State, condition: JsonObject): void {
  const event = child(condition, 'event');
  const call = child(condition, 'request') ?? child(condition, 'response');
  if (event) checkEvent(event);
  else if (call) checkCall(state, call);
  else if (!functions.includes(text(child(condition, 'function') ?? {}, 'name'))) {
    throw invalidCondition('COMMAND-cdy39t0ksr');
  }
}

function checkEvent(event: JsonObject): void {
  if (flag(event, 'all')) return;
  const group = text(event, 'group');
  if (group === '' && !isEventType(text(event, 'event'))) throw invalidCondition('COMMAND-74aaqj8fv9');
  if (group !== '' && !isEventGroup(group)) throw invalidCondition('COMMAND-er5oneb5lz');
}

function checkCall({ methodNames }: State, call: JsonObject): void {
  if (flag(call, 'all')) return;
  const service = text(call, 'service');
  if (service === '' && !methodNames.has(text(call, 'method'))) throw invalidCondition('COMMAND-vysplsevt8');
  if (service !== '' && ![...methodNames].some((name) => name.startsWith(`/${service}/`))) {
    throw invalidCondition('COMMAND-qu6dfhiioq');
  }
}

function servicesOf({ methodNames }: State): string[] {
  return [...new Set([...methodNames].map((name) => name.split('/')[1] ?? ''))];
}

function invalidCondition(id: string): ZitadelError {
  return notFound('Execution condition is invalid', id);
}
