import { setTimeout as wait } from 'node:timers/promises';

import { ServiceError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import { loadCatalogue, type ServiceDescription } from '../catalogue/catalogue';
import type { ExistingRule, Lookup, RecordChange } from '../operation';
import { callZitadel, type ZitadelConnection, type ZitadelRequest } from './client';
import type { Look } from './recentWrites';
import { fillTemplate, hasAlready, putAt, type TemplateValues, valueAt } from './template';
import { changeOfUser } from './userDetails';

/** Milliseconds between looks for a record that the server says is there: its lists are a moment behind its writes. */
const PAUSES = [100, 200, 400, 800, 1600];

/** What to do where a creation's record exists already. */
export type IfExists = 'fail' | 'keep' | 'update';

/** A creation that may find its record there already. */
export interface Creation {
  connection: ZitadelConnection;
  call: ZitadelRequest;
  rule: ExistingRule;
  ifExists: IfExists;
  /** Organization of the options; '' for none. */
  organizationId: string;
  /** Whether this run made such a record a moment ago, which a list may not show yet. */
  wasMade?: boolean;
}

/**
 * Creates a record unless it is there: looked up before, and once more where the server says that it exists, so that two
 * runs at the same time end alike.
 *
 * @param create sends the creation
 * @returns the creation's reply, or the record in its form, with `outcome`
 * @throws ServiceError of the creation, or where several records fit
 */
export async function createOnce(creation: Creation, create: () => Promise<JsonObject>): Promise<JsonObject> {
  const { ifExists } = creation;
  if (ifExists === 'fail') return { ...(await create()), outcome: 'created' };
  const known = creation.wasMade === true ? await findPatiently(creation) : await find(creation);
  if (known !== undefined) return await settle(creation, known);
  return await create().then(
    (reply) => ({ ...reply, outcome: 'created' }),
    async (error: unknown) => {
      if (!saysItExists(error, creation.rule)) throw error;
      const found = creation.rule.find.length === 0 ? {} : await findPatiently(creation);
      if (found === undefined) throw error;
      return await settle(creation, found);
    },
  );
}

/** The texts that tell which record a creation is about, for those that must not be made at the same time. */
export function recordNames({
  call,
  rule,
  organizationId,
}: Omit<Creation, 'connection' | 'ifExists'>): string[] {
  const values = { request: call.request, organizationId };
  return rule.find.flatMap(({ method, request }) => {
    const filled = fillTemplate(request, values);
    return filled === undefined ? [] : [`${method} ${JSON.stringify(filled)}`];
  });
}

function saysItExists(error: unknown, { ids = [] }: ExistingRule): boolean {
  if (!(error instanceof ServiceError)) return false;
  const { code, id = '' } = error.refusal;
  return code === 'ALREADY_EXISTS' || ids.includes(id);
}

/** How a record that was created is looked for in the lists; undefined where nothing finds it. */
export function lookFor(
  { call, rule, organizationId }: Pick<Creation, 'call' | 'rule' | 'organizationId'>,
  reply: JsonObject,
): Look | undefined {
  // Lists of users say how recent they are, and their passwords need not be kept to look for them.
  const lists = rule.find.filter(({ method }) => /^list/.test(method));
  if (lists.length === 0 || rule.ownId !== undefined) return undefined;
  const request = { ...call.request, ...reply };
  return async (connection, limits) => {
    const looking = { ...call, ...limits, request };
    const creation = { connection, call: looking, rule: { ...rule, find: lists }, organizationId };
    const isThere = (error: unknown): boolean => {
      if (error instanceof ServiceError && error.refusal.code === 'AMBIGUOUS') return true;
      throw error;
    };
    return await find(creation).then((record) => record !== undefined, isThere);
  };
}

async function findPatiently(creation: Omit<Creation, 'ifExists'>): Promise<JsonObject | undefined> {
  for (const pause of [0, ...PAUSES]) {
    await wait(pause, undefined, { signal: creation.call.signal });
    const found = await find(creation);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function find(creation: Omit<Creation, 'ifExists'>): Promise<JsonObject | undefined> {
  const { call, rule, organizationId } = creation;
  const values = { request: call.request, organizationId };
  const service = await serviceOf(creation);
  for (const lookup of rule.find) {
    const records = await look(creation, service, lookup, values);
    if (records.length > 1) throw severalFit(lookup);
    if (records[0] !== undefined) return records[0];
  }
  return undefined;
}

/** The records that one of the ways to find them gives. */
export async function look(
  { connection, call }: Pick<Creation, 'connection' | 'call'>,
  service: ServiceDescription,
  { method, request: template, record, match = {} }: Lookup,
  values: TemplateValues,
): Promise<JsonObject[]> {
  const request = fillTemplate(template, values);
  if (!isObject(request) || service.methods[method] === undefined) return [];
  const reply = await callZitadel(connection, { ...call, service, method, request }).catch(
    (error: unknown): JsonObject => {
      if (error instanceof ServiceError && error.refusal.code === 'NOT_FOUND') return {};
      throw error;
    },
  );
  const found: Json | undefined = reply[record];
  const records = (Array.isArray(found) ? found : [found]).filter((entry) => isObject(entry));
  return records.filter((entry) =>
    Object.entries(match).every(
      ([field, value]) => asText(entry[field]) === asText(fillTemplate(value, values)),
    ),
  );
}

function severalFit({ method, request }: Lookup): ServiceError {
  const by = Object.keys(isObject(request) ? request : {}).join(', ');
  return new ServiceError({
    code: 'AMBIGUOUS',
    message: `Several records fit what is to be created (${method} by ${by}), so it is not clear which one is meant`,
    remedy: 'Give the ID or another value that only one of them has, or name the organization.',
  });
}

async function settle(creation: Creation, record: JsonObject): Promise<JsonObject> {
  const { ifExists, rule } = creation;
  const isOfUser = Object.keys(rule.reply).length === 0;
  const details = isOfUser ? await changeOfUser(creation.connection, creation.call) : {};
  const kept = { ...toReply(creation, record), ...details };
  if (ifExists === 'keep' || rule.updates === undefined) return { ...kept, outcome: 'existed' };
  let changed = false;
  for (const change of rule.updates) changed = (await update(creation, record, change)) || changed;
  return { ...kept, outcome: changed ? 'updated' : 'unchanged' };
}

/** The record in the form of the creation's reply. */
export function toReply({ call, rule }: Pick<Creation, 'call' | 'rule'>, record: JsonObject): JsonObject {
  const reply: JsonObject = {};
  const { userId } = call.request;
  if (rule.find.length === 0 && userId !== undefined) reply.userId = userId;
  for (const [field, path] of Object.entries(rule.reply)) {
    const value = valueAt(record, path);
    if (value !== undefined) putAt(reply, field, value);
  }
  return reply;
}

/** Sends what differs; whether anything did. */
async function update(
  creation: Creation,
  record: JsonObject,
  { method, ids, changes, whole, read }: RecordChange,
): Promise<boolean> {
  const { connection, call, organizationId } = creation;
  const service = await serviceOf(creation);
  const values: TemplateValues = { request: call.request, record, organizationId };
  const lists = read === undefined ? [] : await look(creation, service, read, values);
  const current = { ...values, record: { ...record, list: lists } };
  const asked = Object.entries(changes).flatMap(([field, { value: template, is }]) => {
    const value = fillTemplate(template, current);
    const known = is === undefined ? undefined : fillTemplate(is, current);
    if (value !== undefined) return [{ field, value, differs: !hasAlready(known, value) }];
    return whole === true && known !== undefined ? [{ field, value: known, differs: false }] : [];
  });
  if (!asked.some(({ differs }) => differs)) return false;
  const request: JsonObject = {};
  for (const [name, template] of Object.entries(ids)) {
    const value = fillTemplate(template, current);
    if (value !== undefined) request[name] = value;
  }
  for (const { field, value, differs } of asked) if (differs || whole === true) putAt(request, field, value);
  await callZitadel(connection, { ...call, service, method, request });
  return true;
}

/** The service that has the methods to find a record. */
export async function serviceOf({
  call,
  rule,
}: Pick<Creation, 'call' | 'rule'>): Promise<ServiceDescription> {
  return rule.service === undefined ? call.service : await loadCatalogue(rule.service);
}
