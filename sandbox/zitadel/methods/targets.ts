import type { Context, MethodRow } from '../method-row';
import { alreadyExists, invalidArgument, notFound, notModelled } from '../errors';
import { child, type JsonObject, text, textOrNothing, texts } from '../json-object';
import { filterRows, type Filters, page } from '../pagination';
import { newSigningKey, replaceSigningKey, type Target, type TargetKind, targetKinds } from '../targets';
import { compareTexts } from '../text-methods';
import { now } from '../time';
import { type Check, type MessageRule, optional, required, runes } from '../validation';
import { id } from './rules';

const service = 'zitadel.action.v2.ActionService';

/** Most seconds that a target may have. */
const longest = 270;

// A key is replaced at once: there is no time in which both are good.
const noTime: Check = (value) => (value === '0s' ? undefined : { reason: 'value must equal 0s' });

const createRule: MessageRule = {
  name: 'CreateTargetRequest',
  fields: [
    ['Name', 'name', runes(1, 1000)],
    ['TargetType', targetKinds, required],
    ['Endpoint', 'endpoint', runes(1, 2048)],
  ],
};

const updateRule: MessageRule = {
  name: 'UpdateTargetRequest',
  fields: [
    ['Id', 'id', id],
    ['Name', 'name', optional(runes(1, 1000))],
    ['Endpoint', 'endpoint', optional(runes(1, 2048))],
    ['ExpirationSigningKey', 'expirationSigningKey', optional(noTime)],
  ],
};

export const targets: Record<string, MethodRow> = {
  [`${service}/CreateTarget`]: { rule: createRule, handle: create },
  [`${service}/UpdateTarget`]: { rule: updateRule, handle: update },
  [`${service}/DeleteTarget`]: { rule: idOnly('DeleteTargetRequest'), handle: remove },
  [`${service}/GetTarget`]: { rule: idOnly('GetTargetRequest'), handle: get },
  [`${service}/ListTargets`]: { handle: list },
};

const filters: Filters<Target> = {
  inTargetIdsFilter: (target, filter) => texts(filter, 'targetIds').includes(target.id),
  targetNameFilter: ({ name }, filter) =>
    compareTexts(name, text(filter, 'targetName'), text(filter, 'method')),
};

function create({ state }: Context, request: JsonObject): JsonObject {
  const endpoint = text(request, 'endpoint');
  checkEndpoint(state, endpoint);
  const timeout = text(request, 'timeout');
  checkTimeout(timeout);
  checkName(state, text(request, 'name'));
  const created = now();
  const target: Target = {
    id: state.newId(),
    name: text(request, 'name'),
    ...readKind(request),
    timeout,
    endpoint,
    signingKey: newSigningKey(),
    created,
    changed: created,
  };
  state.targets.set(target.id, target);
  return { id: target.id, creationDate: created, signingKey: target.signingKey };
}

function update({ state }: Context, request: JsonObject): JsonObject {
  const target = state.targets.get(text(request, 'id'));
  if (!target) throw notFound('Target not found', 'COMMAND-xj14f2cccn');
  const endpoint = textOrNothing(request, 'endpoint');
  if (endpoint !== undefined) checkEndpoint(state, endpoint);
  const timeout = textOrNothing(request, 'timeout');
  if (timeout !== undefined) checkTimeout(timeout);
  const name = text(request, 'name') || target.name;
  if (name !== target.name) checkName(state, name);
  Object.assign(target, {
    name,
    timeout: timeout ?? target.timeout,
    endpoint: endpoint ?? target.endpoint,
    changed: now(),
    ...(targetKinds.some((kind) => request[kind] !== undefined) ? readKind(request) : {}),
  });
  const expiration = textOrNothing(request, 'expirationSigningKey');
  if (expiration === undefined) return { changeDate: target.changed };
  replaceSigningKey(target);
  return { changeDate: target.changed, signingKey: target.signingKey };
}

// Deleting what is gone succeeds too.
function remove({ state }: Context, request: JsonObject): JsonObject {
  const targetId = text(request, 'id');
  const gone = state.deletedTargets.get(targetId);
  if (gone !== undefined) return { deletionDate: gone };
  if (!state.targets.has(targetId)) throw notModelled('deleting an unknown target');
  return { deletionDate: state.removeTarget(targetId) };
}

function get({ state }: Context, request: JsonObject): JsonObject {
  const target = state.targets.get(text(request, 'id'));
  if (!target) throw notFound('Target not found', 'QUERY-hj5oaniyrz');
  return { target: print(target) };
}

function list({ state }: Context, request: JsonObject): JsonObject {
  const { pagination, rows } = page(filterRows([...state.targets.values()], request, filters), request);
  return { pagination, targets: rows.map(print) };
}

function readKind(request: JsonObject): { kind: TargetKind; options: JsonObject } {
  const kind = targetKinds.find((name) => request[name] !== undefined) ?? 'restAsync';
  return { kind, options: child(request, kind) ?? {} };
}

function print({
  id: targetId,
  name,
  kind,
  options,
  timeout,
  endpoint,
  signingKey,
  created,
  changed,
}: Target): JsonObject {
  return {
    id: targetId,
    creationDate: created,
    changeDate: changed,
    name,
    [kind]: options,
    timeout,
    endpoint,
    signingKey,
  };
}

// The recorded server's list of denied addresses was empty: only what is no address is refused.
function checkEndpoint({ release }: Context['state'], endpoint: string): void {
  if (!release.checksTargetAddress) return;
  if (!/^https?:\/\/[^/]/.test(endpoint) || !URL.canParse(endpoint)) {
    throw invalidArgument('Errors.Target.DeniedURL', 'COMMAND-NcJUKo');
  }
}

function checkTimeout(timeout: string): void {
  const seconds = Number(timeout.replace(/s$/, ''));
  if (!(seconds > 0)) throw invalidArgument('Target has no timeout', 'COMMAND-39f35d8uri');
  if (seconds > longest) throw invalidArgument(`value must be at most ${longest}s`, '');
}

function checkName({ targets: known, release }: Context['state'], name: string): void {
  if ([...known.values()].some((target) => target.name === name)) {
    throw alreadyExists(release.targetNameTaken, 'V3-DKcYh');
  }
}

function idOnly(name: string): MessageRule {
  return { name, fields: [['Id', 'id', id]] };
}
