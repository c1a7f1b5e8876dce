import type { INodeProperties } from 'n8n-workflow';

import type { DataRule, DirectusOperation, ExistsRule, SimplifierName } from '../operation';
import { assertChooses } from '../request/checkQuery';
import { exportRow } from './exportRow';
import { itemQuery, listQuery, queryForChange, severalIds, severalIdsOrNone } from './fields';
import { json, optional } from './inputs';
import { locator } from './locators';

/** A resource whose records are created, read, changed and deleted in the same way as those of all others. */
export interface CrudResource {
  /** Name in the route, and the value of the resource, e.g. "presets". */
  resource: string;
  /** Name of one record in a sentence, e.g. "preset". */
  record: string;
  /** Name of several; `record` with an "s" without it. */
  records?: string;
  article?: 'a' | 'an';
  /** Route; "/" and the resource without it. */
  path?: string;
  /** Collection of the records, or ":collection"; `directus_` and the resource without it. */
  collection?: string;
  /** Fields that a client may write, for checks without asking the server. */
  fields: readonly string[];
  /** Form fields of Create. Those that are required are so in JSON too. */
  form?: INodeProperties[];
  /** Form fields of Create under "Additional Fields". */
  additional?: INodeProperties[];
  /** The whole body as one field, instead of `form` and `additional`. */
  body?: { create: INodeProperties; update: INodeProperties };
  /** Form fields of every operation, before its own, e.g. the collection. */
  before?: INodeProperties[];
  /** Form field for one record; a locator of the resource without it. */
  id?: INodeProperties;
  choices?: DataRule['choices'];
  moved?: DataRule['moved'];
  complete?: DataRule['complete'];
  /** How a record is told from one that is there already. */
  exists?: ExistsRule;
  /** What its records are shortened as, where they have more than ten fields. */
  simplify?: SimplifierName;
  /** Operations that it does not have. */
  without?: readonly string[];
  /** What all its rows have beside. */
  more?: Partial<DirectusOperation>;
}

/**
 * The operations that most resources have: Create, Get, Update and Delete, for one record, for several, and by query.
 *
 * @example crud({ resource: 'folders', record: 'folder', fields: ['name', 'parent'], form: [name] })
 */
export function crud(resource: CrudResource): DirectusOperation[] {
  const { without = [], more = {} } = resource;
  const { several, before } = parts(resource);
  const rows = oneRecord(resource);
  const exports = rows
    .filter(({ list: isList }) => isList === true)
    .map((row) => exportRow(row, several, before));
  return [...rows, ...exports, ...severalRecords(resource), ...byQuery(resource)]
    .filter(({ value }) => !without.includes(value))
    .map((row) => ({ ...row, ...more }));
}

/** What rows of a resource have in common. */
function parts(resource: CrudResource): {
  path: string;
  one: string;
  several: string;
  records: string;
  before: INodeProperties[];
  rule: DataRule;
} {
  const { resource: name, record, records = `${record}s`, article = 'a', before = [] } = resource;
  const collection = resource.collection ?? `directus_${name}`;
  const { fields, choices, moved, complete } = resource;
  return {
    path: resource.path ?? `/${name}`,
    one: `${article} ${record}`,
    several: records,
    records: collection,
    before,
    rule: { fields, collection, choices, moved, complete },
  };
}

function oneRecord(resource: CrudResource): DirectusOperation[] {
  const { path, one, several, records, before, rule } = parts(resource);
  const { form = [], additional, body, record, simplify } = resource;
  const method = resource.collection === undefined ? 'searchRecords' : 'searchItems';
  const id = resource.id ?? locator(titleOf(record), 'id', method);
  const required = form.filter((field) => field.required === true).map(({ name }) => name);
  const changes = optional([...form, ...(additional ?? [])]);
  return [
    {
      value: 'create',
      name: 'Create',
      action: `Create ${one}`,
      description: `Creates ${one}`,
      verb: 'POST',
      path,
      query: true,
      records,
      data: { ...rule, required },
      fields: body === undefined ? [...before, ...form] : [...before, body.create],
      ...(additional !== undefined && { additionalFields: optional(additional) }),
      emptyReply: { created: true },
      exists: resource.exists,
      batch: 'create',
    },
    {
      value: 'get',
      name: 'Get',
      action: `Get ${one}`,
      description: `Retrieves ${one} by ID`,
      verb: 'GET',
      path: `${path}/:id`,
      query: true,
      records,
      fields: [...before, id, itemQuery],
      ...(simplify !== undefined && { simplify }),
      batch: 'get',
    },
    {
      value: 'list',
      name: 'Get Many',
      action: `Get many ${several}`,
      description: `Retrieves ${several}, filtered and sorted`,
      verb: 'GET',
      path,
      query: true,
      records,
      fields: before,
      filters: listQuery,
      ...(simplify !== undefined && { simplify }),
      list: true,
    },
    {
      value: 'update',
      name: 'Update',
      action: `Update ${one}`,
      description: `Changes ${one}; what is not given stays as it is`,
      verb: 'PATCH',
      path: `${path}/:id`,
      query: true,
      records,
      data: { ...rule, notEmpty: true, complete: undefined },
      fields: body === undefined ? [...before, id] : [...before, id, body.update],
      ...(body === undefined && { additionalFields: changes }),
      emptyMeansUnknown: true,
      batch: 'update',
    },
    {
      value: 'delete',
      name: 'Delete',
      action: `Delete ${one}`,
      description: `Deletes ${one} for good`,
      verb: 'DELETE',
      path: `${path}/:id`,
      records,
      fields: [...before, id],
      existsAt: `${path}/:id`,
      emptyReply: { deleted: true },
      batch: 'delete',
    },
  ];
}

function severalRecords(resource: CrudResource): DirectusOperation[] {
  const { path, several, records, before, rule } = parts(resource);
  const { form = [] } = resource;
  const required = form.filter((field) => field.required === true).map(({ name }) => name);
  return [
    {
      value: 'createMultiple',
      name: 'Create Many',
      action: `Create many ${several}`,
      description: `Creates ${several} out of a list, in one request`,
      verb: 'POST',
      path,
      query: true,
      records,
      data: { ...rule, required, form: 'list' },
      fields: [...before, list],
      exists: resource.exists,
      send: 'createMultiple',
    },
    {
      value: 'updateMultiple',
      name: 'Update Many',
      action: `Update many ${several}`,
      description: `Changes ${several}: those of the IDs alike, or each of a list in its own way`,
      verb: 'PATCH',
      path,
      query: true,
      records,
      parameters: ['ids'],
      data: { ...rule, form: 'either', notEmpty: true, complete: undefined },
      fields: [...before, severalIdsOrNone, objectOrList],
      send: 'updateMultiple',
    },
    {
      value: 'deleteMultiple',
      name: 'Delete Many',
      action: `Delete many ${several}`,
      description: `Deletes ${several} by their IDs for good`,
      verb: 'DELETE',
      path,
      records,
      parameters: ['ids'],
      fields: [...before, severalIds],
      send: 'deleteMultiple',
    },
  ];
}

function byQuery(resource: CrudResource): DirectusOperation[] {
  const { path, several, records, before, rule } = parts(resource);
  return [
    {
      value: 'updateByQuery',
      name: 'Update by Query',
      action: `Update ${several} by query`,
      description: `Changes all ${several} that a filter chooses, alike`,
      verb: 'PATCH',
      path,
      query: true,
      records,
      data: { ...rule, notEmpty: true, complete: undefined },
      fields: [...before, ...queryForChange, object],
      check: assertChooses,
      send: 'updateByQuery',
    },
    {
      value: 'deleteByQuery',
      name: 'Delete by Query',
      action: `Delete ${several} by query`,
      description: `Deletes all ${several} that a filter chooses, for good`,
      verb: 'DELETE',
      path,
      query: true,
      records,
      fields: [...before, ...queryForChange],
      check: assertChooses,
      send: 'deleteByQuery',
    },
  ];
}

const list = json('Records', 'data', {
  default: '[]',
  required: true,
  description: 'List of objects, one a record, with its fields by name',
});

const objectOrList = json('Data', 'data', {
  default: '{}',
  required: true,
  description:
    'Object with the fields that the records of the IDs get, or a list of objects with their own key',
});

const object = json('Data', 'data', {
  default: '{}',
  required: true,
  description: 'Object with the fields that the records get',
});

function titleOf(record: string): string {
  return record
    .split(' ')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
