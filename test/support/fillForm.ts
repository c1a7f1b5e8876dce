import {
  NodeHelpers,
  type ILoadOptionsFunctions,
  type INode,
  type INodeParameters,
  type INodePropertyCollection,
  type INodePropertyOptions,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { InputError } from '../../nodes/shared/errors';
import type { FormField } from '../../nodes/shared/form/operation';
import { isObject } from '../../nodes/shared/parse';
import { readRequest } from '../../nodes/shared/form/request';
import { loadCatalogue, type ServiceDescription } from '../../nodes/Zitadel/catalogue/catalogue';
import { splitType } from '../../nodes/Zitadel/catalogue/fieldType';
import { loadedServices } from '../../nodes/Zitadel/services/loadedServices';
import { getRequestFields } from '../../nodes/Zitadel/editor/resourceMapping';
import type { ZitadelOperation } from '../../nodes/Zitadel/operation';
import { withTextAsBytes } from '../../nodes/Zitadel/request/textBytes';
import { typedServices } from '../../nodes/Zitadel/services/typedServices';
import { Zitadel } from '../../nodes/Zitadel/Zitadel.node';
import type { Json, JsonObject } from '../../nodes/shared/json';
import type { ItemContext } from '../../nodes/shared/form/parameters';

/** Services with a form of their own for each operation. */
const TYPED = typedServices.filter(({ value }) => value !== 'RawCall');
/** Where lists have the limit that Limit and Return All set. */
const PAGING = ['query', 'pagination'];
const LARGE_INTEGER = /^(u?int|s?fixed|sint)64$/;
const ZERO: Json[] = ['', '0', 0, false];

/** A node's parameters that stand for a request. */
export interface FilledForm {
  /** As the editor keeps them, `service` and `operation` among them. */
  parameters: INodeParameters;
  /** What of the request the form cannot say, or says differently, one line each. */
  gaps: string[];
}

/**
 * Fills in the form of an operation so that it sends a request: the typed form, or the resource mapper for a service
 * whose operations are loaded. Nothing in it is about a single operation: it goes by the rows and the catalogue.
 *
 * @param service value of the parameter `service`, e.g. "UserService"
 * @param method name in lowerCamelCase
 * @param request the request in proto3 JSON
 * @throws Error where the node does not offer the operation
 */
export async function fillForm(service: string, method: string, request: JsonObject): Promise<FilledForm> {
  const description = await loadCatalogue(service);
  const table = TYPED.find(({ value }) => value === service);
  if (table === undefined) return await fillMapper(description, service, method, request);
  const operation = table.operations.find(({ value }) => value === method);
  if (operation === undefined) throw new Error(`${service} does not offer ${method}`);
  return fillTyped(description, service, operation, request);
}

function fillTyped(
  description: ServiceDescription,
  service: string,
  operation: ZitadelOperation,
  request: JsonObject,
): FilledForm {
  const message = description.methods[operation.value]?.request ?? '';
  const filler = new Filler(description);
  const { fields = [], filters = [], additionalFields = [] } = operation;
  const { limit, rest: wanted } =
    operation.list === true ? takeLimit(request) : { limit: undefined, rest: request };
  const front = filler.fill([...fields, ...filters], wanted);
  const additional = filler.fill(additionalFields, front.rest);
  const gaps = filler.gaps(message, additional.rest);
  const form = { ...blanks([...fields, ...filters]), ...front.form };
  const parameters = storedByEditor({
    resource: service,
    operation: operation.value,
    ...form,
    ...(additionalFields.length > 0 && { additionalFields: additional.form }),
    ...(operation.list === true && (limit === undefined ? { returnAll: true } : { limit })),
  });
  return {
    parameters,
    gaps: gaps.length > 0 ? gaps : filler.differences(message, operation, parameters, wanted),
  };
}

/**
 * The value of the parameter `service` for a service.
 *
 * @param fullName name in the proto, e.g. "zitadel.user.v2.UserService"
 * @throws Error where the node does not offer the service
 */
export async function serviceValueOf(fullName: string): Promise<string> {
  for (const { value } of [...TYPED, ...loadedServices.tables]) {
    if ((await loadCatalogue(value)).service === fullName) return value;
  }
  throw new Error(`the node does not offer ${fullName}`);
}

/** Fills in the resource mapper out of what the editor loads for it. */
async function fillMapper(
  description: ServiceDescription,
  service: string,
  method: string,
  request: JsonObject,
): Promise<FilledForm> {
  const editor = {
    getCurrentNodeParameter: (name: string) => (name === 'resource' ? service : method),
  } as unknown as ILoadOptionsFunctions;
  const operations = loadedServices.tables.find(({ value }) => value === service)?.operations ?? [];
  if (operations.every(({ value }) => value !== method))
    throw new Error(`${service} does not offer ${method}`);
  const { fields } = await getRequestFields.call(editor);
  const unknown = Object.keys(request).filter((name) => fields.every(({ id }) => id !== name));
  const gaps = unknown.map((name) => `the form has no place for ${name}: ${JSON.stringify(request[name])}`);
  const types = description.messages[description.methods[method]?.request ?? ''] ?? {};
  const values = fields.map(({ id, type }): [string, Json] => {
    const value = request[id] ?? null;
    // A form has text where JSON has base64.
    if (types[id] === 'bytes' && typeof value === 'string') return [id, String(Buffer.from(value, 'base64'))];
    // The editor has a field of JSON for these, whose text it keeps.
    return [id, (type === 'object' || type === 'array') && value !== null ? JSON.stringify(value) : value];
  });
  const parameters = storedByEditor({
    resource: service,
    operation: method,
    requestFields: {
      mappingMode: 'defineBelow',
      value: Object.fromEntries(values),
      matchingColumns: [],
      schema: fields.map((field) => ({ ...field, removed: request[field.id] === undefined })),
      attemptToConvertTypes: false,
      convertFieldsToString: false,
    },
    ...(loadedServices.listPrefixes.some((prefix) => method.startsWith(prefix)) && { returnAll: true }),
  } as unknown as INodeParameters);
  const row = { value: method, fields: loadedServices.fields, isLoaded: true } as ZitadelOperation;
  const message = description.methods[method]?.request ?? '';
  const filler = new Filler(description);
  return { parameters, gaps: gaps.length > 0 ? gaps : filler.differences(message, row, parameters, request) };
}

/** Parameters that write the request as JSON instead of filling in the form. */
export function fillJson(service: string, method: string, request: JsonObject): INodeParameters {
  const jsonBody = JSON.stringify(request, undefined, 2);
  return storedByEditor({
    resource: service,
    operation: method,
    specifyBody: 'json',
    jsonBody,
    returnAll: true,
  });
}

let zitadel: INodeTypeDescription | undefined;

/** What n8n keeps of a node's parameters: presets where nothing is given, and nothing that is not shown. */
function storedByEditor(parameters: INodeParameters): INodeParameters {
  zitadel ??= new Zitadel().description;
  const node: INode = {
    id: '1',
    name: 'Zitadel',
    type: 'zitadel',
    typeVersion: 1,
    position: [0, 0],
    parameters: {},
  };
  return NodeHelpers.getNodeParameters(zitadel.properties, parameters, true, false, node, zitadel) ?? {};
}

/** What somebody clears who does not want a field's preset. */
function blanks(fields: FormField[]): INodeParameters {
  const isText = ({ type, typeOptions }: FormField): boolean =>
    type === 'string' && typeOptions?.multipleValues !== true;
  const entries = fields.flatMap((field): Array<[string, INodeParameters | string]> => {
    if (isText(field)) return [[field.name, '']];
    return field.type === 'collection' ? [[field.name, {}]] : [];
  });
  return Object.fromEntries(entries);
}

/** A part of a form, with what of the message had no place in it. */
interface Part {
  form: INodeParameters;
  rest: JsonObject;
}

/** A value as a field keeps it, with what of it had no place there. */
interface Placed {
  value?: unknown;
  rest?: Json;
}

class Filler {
  constructor(private readonly service: ServiceDescription) {}

  /** Fills fields with a message. */
  fill(fields: FormField[], message: JsonObject): Part {
    const form: INodeParameters = {};
    const rest = { ...message };
    for (const field of fields.filter((one) => fragmentsOf(one).length > 0)) {
      const fragment = fragmentsOf(field).find(({ content }) => fits(content, rest));
      if (fragment === undefined) continue;
      form[field.name] = fragment.value;
      for (const name of Object.keys(fragment.content)) {
        leave(rest, name, without(rest[name] ?? null, fragment.content[name] ?? null));
      }
    }
    // JSON takes everything, so it gets what no other field took.
    const others = fields.filter((one) => fragmentsOf(one).length === 0 && !standsForAnother(one));
    for (const field of others.sort((a, b) => Number(a.type === 'json') - Number(b.type === 'json'))) {
      const name = field.requestField ?? field.name;
      const given = rest[name];
      if (given === undefined) continue;
      const placed = this.place(field, given);
      if (placed.value !== undefined) form[field.name] = placed.value as INodeParameters[string];
      leave(rest, name, placed.rest);
    }
    return { form, rest };
  }

  /** Fields of a message that say something, one line each. */
  gaps(message: string, given: JsonObject): string[] {
    const saying = this.plain(message, given);
    // What is left of a message may be nothing but fields that say nothing.
    const isGap = ([name, value]: [string, Json]): boolean =>
      JSON.stringify(value) !== '{}' || JSON.stringify(given[name]) === '{}';
    return Object.entries(saying)
      .filter(isGap)
      .map(([name, value]) => `the form has no place for ${name}: ${JSON.stringify(value)}`);
  }

  /** In what the request of filled parameters differs from the one that was wanted. */
  differences(
    message: string,
    operation: ZitadelOperation,
    parameters: INodeParameters,
    wanted: JsonObject,
  ): string[] {
    const read = (): JsonObject | undefined => {
      try {
        const parameter = (name: string): unknown => parameters[name];
        const execution = { getNode: () => ({ parameters }) };
        const item = { execution, operation, parameter } as unknown as ItemContext<ZitadelOperation>;
        const { values } = readRequest(item);
        return operation.isLoaded === true ? withTextAsBytes(this.service, message, values) : values;
      } catch (error) {
        // A required field that is empty: the node says so, and the request is not sent.
        if (error instanceof InputError) return undefined;
        throw error;
      }
    };
    const sent = read();
    if (sent === undefined) return [];
    const [now, then] = [sent, wanted].map((request) => JSON.stringify(this.plain(message, request)));
    return now === then ? [] : [`the form says ${now} instead of ${then}`];
  }

  private place(field: FormField, given: Json): Placed {
    switch (field.type) {
      case 'resourceLocator':
        return typeof given === 'string'
          ? { value: { __rl: true, mode: 'id', value: given } }
          : { rest: given };
      case 'string':
        return placeText(field, given);
      case 'boolean':
        return typeof given === 'boolean' ? { value: given } : { rest: given };
      case 'number':
        return Number.isSafeInteger(Number(given)) && given !== ''
          ? { value: Number(given) }
          : { rest: given };
      case 'dateTime':
        return typeof given === 'string' ? { value: given } : { rest: given };
      case 'options':
        return isOffered(field, given) ? { value: given } : { rest: given };
      case 'multiOptions':
        return Array.isArray(given) && given.every((one) => isOffered(field, one))
          ? { value: given }
          : { rest: given };
      case 'json':
        return typeof given === 'object' ? { value: JSON.stringify(given, undefined, 2) } : { rest: given };
      case 'collection':
        return this.placeMessage((field.options ?? []) as FormField[], given);
      case 'fixedCollection':
        if (field.map === true) return this.placeMap(field, given);
        return field.typeOptions?.multipleValues === true
          ? this.placeList(field, given)
          : this.placeEntry(field, given);
      default:
        return { rest: given };
    }
  }

  private placeMessage(fields: FormField[], given: Json): Placed {
    if (!isObject(given)) return { rest: given };
    const { form, rest } = this.fill(fields, given);
    return { value: form, ...(Object.keys(rest).length > 0 && { rest }) };
  }

  /** Entries under the name of their group; one that does not fit whole is left to another field. */
  private placeList(field: FormField, given: Json): Placed {
    if (!Array.isArray(given)) return { rest: given };
    const value: Record<string, unknown[]> = {};
    const rest: Json[] = [];
    for (const entry of given) {
      const placed = this.placeEntry(field, entry);
      if (placed.rest !== undefined) rest.push(entry);
      else for (const [group, one] of Object.entries(placed.value as object)) (value[group] ??= []).push(one);
    }
    return {
      ...(rest.length < given.length && { value }),
      ...((rest.length > 0 || given.length === 0) && { rest }),
    };
  }

  /** Entries with a key, and a value or the fields of a message; a map that does not fit whole stays as it is. */
  private placeMap({ options = [] }: FormField, given: Json): Placed {
    const [group] = options as INodePropertyCollection[];
    if (group === undefined || !isObject(given)) return { rest: given };
    const hasValue = group.values.some(({ name }) => name === 'value');
    const placed = Object.entries(given).map(([key, content]) =>
      this.placeMessage(group.values, {
        key,
        ...(hasValue || !isObject(content) ? { value: content } : content),
      }),
    );
    if (placed.some(({ rest }) => rest !== undefined)) return { rest: given };
    return { value: { [group.name]: placed.map(({ value }) => value) } };
  }

  private placeEntry(field: FormField, given: Json): Placed {
    const groups = (field.options ?? []) as INodePropertyCollection[];
    const [name] = field.oneof === true && isObject(given) ? Object.keys(given) : [groups[0]?.name];
    const group = groups.find((one) => one.name === name);
    if (group === undefined || !isObject(given)) return { rest: given };
    const values: FormField[] = group.values;
    const [first] = values;
    if (first?.whole === true) {
      const { value, rest } = this.place(first, given[group.name] ?? null);
      return rest === undefined ? { value: { [group.name]: { [first.name]: value } } } : { rest: given };
    }
    const placed = this.placeMessage(
      group.values,
      field.oneof === true ? (given[group.name] ?? null) : given,
    );
    return placed.rest === undefined ? { value: { [group.name]: placed.value } } : { rest: given };
  }

  /**
   * A message without what says nothing, its large integers as text and its fields in the order of the proto, so that
   * equal messages are equal text. Lists of messages are sorted: forms keep their entries by group.
   */
  private plain(message: string, given: JsonObject): JsonObject {
    const types = this.service.messages[message];
    if (types === undefined) return given;
    const unknown = Object.keys(given).filter((name) => types[name] === undefined);
    const entries = [...Object.keys(types), ...unknown.sort()].flatMap((name): Array<[string, Json]> => {
      const value = given[name];
      const type = types[name] ?? '';
      if (value === undefined || value === null || this.isNothing(type, value)) return [];
      return [[name, this.plainValue(type, value)]];
    });
    return Object.fromEntries(entries);
  }

  private plainValue(type: string, value: Json): Json {
    const { name, repeated } = splitType(type);
    if (typeof value === 'string' && (repeated || this.service.messages[name] !== undefined)) {
      return this.plainValue(type, JSON.parse(value) as Json);
    }
    if (repeated && Array.isArray(value)) {
      const entries = value.map((entry) => this.plainValue(name, entry));
      return entries.every(isObject) ? sorted(entries) : entries;
    }
    if (typeof value === 'number' && LARGE_INTEGER.test(name)) return String(value);
    return isObject(value) ? this.plain(name, value) : value;
  }

  /** Whether a field that is left out says the same. */
  private isNothing(type: string, value: Json): boolean {
    if (type === '' || type.startsWith('optional ')) return false;
    if (Array.isArray(value)) return value.length === 0;
    const [none] = this.service.enums[splitType(type).name] ?? [];
    return ZERO.includes(value) || value === none;
  }
}

function sorted(messages: Json[]): Json[] {
  return [...messages].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

/** Text; bytes, which a request has as base64, are text in a form. */
function placeText({ bytes, typeOptions }: FormField, given: Json): Placed {
  if (typeOptions?.multipleValues === true) {
    const isTexts = Array.isArray(given) && given.every((entry) => typeof entry === 'string');
    return isTexts ? { value: given } : { rest: given };
  }
  if (typeof given !== 'string') return { rest: given };
  if (bytes !== true) return { value: given };
  const text = Buffer.from(given, 'base64').toString('utf8');
  return Buffer.from(text, 'utf8').toString('base64') === given ? { value: text } : { rest: given };
}

/** The limit of a list, which has a parameter of its own, and the request without it. */
function takeLimit(request: JsonObject): { limit?: number; rest: JsonObject } {
  const field = PAGING.find((name) => isObject(request[name]) && request[name].limit !== undefined);
  const page = field === undefined ? undefined : request[field];
  if (field === undefined || !isObject(page)) return { rest: request };
  const { limit, ...others } = page;
  const rest = { ...request };
  leave(rest, field, Object.keys(others).length > 0 ? others : undefined);
  return { limit: Number(limit), rest };
}

/** Whether a field stands for one inside another field, which takes all that it does. */
function standsForAnother({ requestField = '' }: FormField): boolean {
  return requestField.includes('.');
}

/** A choice between members of a oneof. */
interface Fragment {
  value: string;
  content: JsonObject;
}

/** The choices of a field that become part of a message, those that say most first; none for any other field. */
function fragmentsOf({ type, options = [] }: FormField): Fragment[] {
  if (type !== 'options') return [];
  return (options as INodePropertyOptions[])
    .map(({ value }) => String(value))
    .filter((value) => value.startsWith('{'))
    .sort((a, b) => b.length - a.length)
    .map((value) => ({ value, content: JSON.parse(value) as JsonObject }));
}

/** Whether a value says at least what a choice says; empty text and an empty object in it are to be filled in. */
function fits(content: Json, value: Json | undefined): boolean {
  if (isObject(content)) {
    return isObject(value) && Object.entries(content).every(([name, inner]) => fits(inner, value[name]));
  }
  return content === '' ? typeof value === 'string' : content === value;
}

/** What a value says beyond a choice that fits it. */
function without(value: Json, content: Json): Json | undefined {
  if (!isObject(content) || !isObject(value)) return content === value ? undefined : value;
  const rest = { ...value };
  for (const [name, inner] of Object.entries(content)) leave(rest, name, without(rest[name] ?? null, inner));
  return Object.keys(rest).length > 0 ? rest : undefined;
}

function leave(rest: JsonObject, name: string, value: Json | undefined): void {
  if (value === undefined) delete rest[name];
  else rest[name] = value;
}

function isOffered({ options = [] }: FormField, value: Json): boolean {
  return (options as INodePropertyOptions[]).some((option) => option.value === value);
}
