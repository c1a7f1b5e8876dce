import type { Json, JsonObject } from '../../shared/json';
import { uuidOf, type Owner } from '../../shared/trigger/owner';
import { ALL_COLLECTIONS, type TriggerSettings } from '../settings';
import { byBody, guardedBody, wholeBody } from './body';

/** The header that proves to n8n that a request is of its own flow. */
export const SECRET_HEADER = 'X-N8N-Secret';

/** An operation of a flow. */
export interface FlowOperation {
  id: string;
  key: string;
  name: string;
  type: string;
  position_x: number;
  position_y: number;
  options: JsonObject;
  resolve: string | null;
  reject: string | null;
}

/** A flow with its operations, as Directus takes it in one call. */
export interface Flow {
  id: string;
  name: string;
  icon: string;
  color: string;
  description: string;
  status: 'active';
  trigger: 'event';
  accountability: null;
  options: JsonObject;
  operation: string;
  /** Each after those that it points to: Directus makes them one after the other. */
  operations: FlowOperation[];
}

/** What an operation is followed by, when it succeeded and when it failed. No two may have the same successor. */
export type Next = Pick<FlowOperation, 'resolve' | 'reject'>;

/** Nothing follows. */
export const END: Next = { resolve: null, reject: null };

/** Where a flow sends to, and in whose name. */
export interface FlowTarget {
  owner: Owner;
  /** Name of the workflow, for people who look at the flow in Directus. */
  workflow: string;
  url: string;
  secret: string;
}

/** The mark that all flows of an n8n have at the beginning of their description. */
export function markOfInstance(instance: string): string {
  return `n8n:${instance};`;
}

/** The mark by which a flow is known as the node's own. */
export function markOf({ instance, workflow, node, isTest }: Owner): string {
  return `${markOfInstance(instance)}wf=${workflow};node=${node};${isTest ? 'test' : 'production'}`;
}

/** ID of the flow of a trigger node. */
export function flowIdOf(owner: Owner): string {
  return uuidOf(owner, 'flow');
}

/** What all flows of trigger nodes have in common. */
export function flowOf(
  { owner, workflow }: FlowTarget,
  options: JsonObject,
  operations: FlowOperation[],
): Flow {
  return {
    id: flowIdOf(owner),
    name: `n8n: ${workflow}${owner.isTest ? ' (test)' : ''}`.slice(0, 255),
    icon: 'bolt',
    color: '#ff6d5a',
    description: markOf(owner),
    status: 'active',
    trigger: 'event',
    accountability: null,
    options,
    operation: operations.at(-1)?.id ?? '',
    operations,
  };
}

/** What a flow is to hear. Names of items go through collections, all others are Directus' own. */
export function scopeOf({ rows, collections }: TriggerSettings): JsonObject {
  const all = collections.includes(ALL_COLLECTIONS);
  const scope = rows.map(({ value, collection, action }) =>
    collection === '' && action !== undefined && all ? `*.${value}` : value,
  );
  return { scope, ...(!all && collections.length > 0 && { collections: [...collections] }) };
}

/** The operation that sends something to n8n. */
export function requestOperation(
  { owner, url, secret }: FlowTarget,
  key: string,
  body: JsonObject,
  place: [number, number],
  next: Next = END,
): FlowOperation {
  const headers = [{ header: SECRET_HEADER, value: secret }];
  return operationOf(owner, key, 'request', place, next, { method: 'POST', url, headers, body });
}

/** An operation with an ID of its own. */
export function operationOf(
  owner: Owner,
  key: string,
  type: string,
  [x, y]: [number, number],
  { resolve, reject }: Next,
  options: JsonObject,
): FlowOperation {
  const place = { position_x: x, position_y: y };
  return { id: uuidOf(owner, `operation ${key}`), key, name: key, type, ...place, options, resolve, reject };
}

/**
 * The flow that tells n8n of what happened. Where some events may hold secrets and others not, a condition chooses between
 * two bodies.
 */
export function actionFlow(target: FlowTarget, settings: TriggerSettings): Flow {
  const options = { type: 'action', ...scopeOf(settings) };
  const { whole, guarded } = byBody(settings.rows);
  if (whole.length === 0 || guarded.length === 0) {
    const body = guarded.length === 0 ? wholeBody() : guardedBody(guarded);
    return flowOf(target, options, [requestOperation(target, 'n8n', body, [19, 1])]);
  }
  const open = requestOperation(target, 'n8n', wholeBody(), [37, 17]);
  const closed = requestOperation(target, 'n8n_guarded', guardedBody(guarded), [37, 1]);
  const next = { resolve: closed.id, reject: open.id };
  const filter = { $trigger: { event: { _in: guarded.map(({ value }) => value) } } };
  const condition = operationOf(target.owner, 'is_guarded', 'condition', [19, 1], next, { filter });
  return flowOf(target, options, [closed, open, condition]);
}

/** What is not as it is to be in a flow on the server. */
export interface FlowDifference {
  /** What to write; nothing where all is right. */
  fields: JsonObject;
  /** Whether the flow has other operations, so that it is to be made anew. */
  isOther: boolean;
}

/**
 * Compares a flow on the server with the one wanted.
 *
 * @param found as Directus gives it, with its operations
 */
export function differenceOf(wanted: Flow, found: JsonObject): FlowDifference {
  const { operations, ...fields } = wanted;
  const differing = Object.entries(fields).filter(([name, value]) => !isSame(value as Json, found[name]));
  const there = Array.isArray(found.operations) ? found.operations : [];
  const byId = new Map(there.map((operation) => [fieldOf(operation, 'id'), operation]));
  const isRight = (operation: FlowOperation): boolean =>
    Object.entries(operation).every(([name, value]) =>
      isSame(value as Json, fieldOf(byId.get(operation.id), name)),
    );
  const changes = Object.fromEntries(differing) as JsonObject;
  if (!operations.every(isRight)) changes.operations = operations as unknown as Json;
  const isOther = operations.length !== there.length || operations.some(({ id }) => !byId.has(id));
  return { fields: changes, isOther };
}

function fieldOf(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined;
}

/** Whether two values are equal; the order of an object's fields does not count. */
function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return canonical(one ?? null) === canonical(other ?? null);
}

function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.keys(value).sort();
  return `{${entries.map((name) => `${JSON.stringify(name)}:${canonical(value[name] ?? null)}`).join(',')}}`;
}
