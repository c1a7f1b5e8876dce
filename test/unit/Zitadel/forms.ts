import type {
  INodeParameters,
  INodeProperties,
  INodePropertyCollection,
  INodePropertyOptions,
} from 'n8n-workflow';

import type { FormField } from '../../../nodes/shared/form/operation';
import { isObject } from '../../../nodes/shared/parse';
import type { ServiceDescription } from '../../../nodes/Zitadel/catalogue/catalogue';
import { splitType } from '../../../nodes/Zitadel/catalogue/fieldType';
import type { Json, JsonObject } from '../../../nodes/shared/json';

/** Type of an n8n property -> the scalars that it can stand for. */
const SCALARS: Partial<Record<INodeProperties['type'], RegExp>> = {
  boolean: /^bool$/,
  dateTime: /^google\.protobuf\.Timestamp$/,
  number: /^u?int(32|64)$/,
  resourceLocator: /^string$/,
  string: /^(string|bytes|google\.protobuf\.Duration)$/,
};

/** Texts of a form that the server does not take as they come. */
const TEXTS: Record<string, string> = {
  code: '012345',
  email: 'ada@example.org',
  emailAddress: 'ada@example.org',
  phone: '+41791234567',
  publicKeyCredential: JSON.stringify({ id: 'x'.repeat(40), type: 'public-key' }),
};

/** The fields of a message that the fields of a form fill, and what is wrong with these. */
export interface Coverage {
  /** "message.field" for each field that can be filled. */
  reached: Set<string>;
  /** What does not fit the message, one sentence each. */
  faults: string[];
}

/** Compares the fields of a form with a message of the catalogue, down to the last nested field. */
export function compareWithMessage(
  service: ServiceDescription,
  fields: FormField[],
  message: string,
): Coverage {
  const coverage: Coverage = { reached: new Set(), faults: [] };
  compare(service, fields, message, coverage);
  return coverage;
}

function compare(
  service: ServiceDescription,
  fields: FormField[],
  message: string,
  coverage: Coverage,
): void {
  for (const field of fields) {
    const fragments = fragmentsOf(field);
    for (const fragment of fragments) compareFragment(service, fragment, message, coverage);
    if (fragments.length > 0) continue;
    const name = field.requestField ?? field.name;
    const type = typeAt(service, message, name);
    if (type === undefined) coverage.faults.push(`${message} has no field ${name}`);
    else compareField(service, field, type, `${message}.${name}`, coverage);
  }
}

/** The type of a field, or with dots of one inside others. */
function typeAt(service: ServiceDescription, message: string, path: string): string | undefined {
  const [name = '', ...inner] = path.split('.');
  const type = service.messages[message]?.[name];
  return inner.length === 0 || type === undefined
    ? type
    : typeAt(service, splitType(type).name, inner.join('.'));
}

function compareFragment(
  service: ServiceDescription,
  fragment: JsonObject,
  message: string,
  coverage: Coverage,
): void {
  for (const [name, value] of Object.entries(fragment)) {
    const type = service.messages[message]?.[name];
    if (type === undefined) coverage.faults.push(`${message} has no field ${name}`);
    else coverage.reached.add(`${message}.${name}`);
    if (isObject(value)) compareFragment(service, value, splitType(type ?? '').name, coverage);
  }
}

function compareField(
  service: ServiceDescription,
  field: FormField,
  type: string,
  path: string,
  coverage: Coverage,
): void {
  const { reached, faults } = coverage;
  const { name, repeated, map } = splitType(type);
  const isMessage = service.messages[name] !== undefined;
  const values = service.enums[name];
  const choices = choicesOf(field);
  if (map || field.map === true) {
    if (map !== (field.map === true)) faults.push(`${path} is ${type}, but ${field.type}`);
    compareEntries(service, field, name, path, coverage);
    return;
  }
  // JSON can hold anything; only a Struct is nothing but JSON, so a message needs fields of its own.
  if (field.type === 'json') {
    if (name === 'google.protobuf.Struct') reached.add(path);
    else if (!repeated || !isMessage) faults.push(`${path} is JSON, but ${type}`);
    return;
  }
  reached.add(path);
  if (isMessage) {
    const isList = field.type === 'fixedCollection' && field.typeOptions?.multipleValues === true;
    if (isList !== repeated) faults.push(`${path} is ${type}, but ${field.type}`);
    for (const [group, inner] of innerOf(field)) {
      const member = field.oneof === true ? service.messages[name]?.[group] : name;
      const [first] = inner;
      if (member === undefined) faults.push(`${name} has no field ${group}`);
      else if (first?.whole === true) compareField(service, first, member, `${name}.${group}`, coverage);
      else compare(service, inner, splitType(member).name, coverage);
      if (field.oneof === true) reached.add(`${name}.${group}`);
    }
  } else if (values !== undefined) {
    const isFit = field.type === (repeated ? 'multiOptions' : 'options');
    const offered = choices.map(({ value }) => value);
    // Some methods refuse the value that stands for none, and their forms do not offer it.
    const isNone = (value: string): boolean => value.endsWith('_UNSPECIFIED') && !offered.includes(value);
    const needed = values.filter((value) => !isNone(value));
    if (!isFit || needed.sort().join() !== [...offered].sort().join()) {
      faults.push(`${path} does not offer the values of ${name}`);
    }
  } else {
    const isList = field.typeOptions?.multipleValues === true;
    const isFit = SCALARS[field.type]?.test(name) === true && isList === repeated;
    if (!isFit || (field.bytes === true) !== (name === 'bytes'))
      faults.push(`${path} is ${type}, but ${field.type}`);
  }
}

/** Compares the entries of a map: a key, and a value or the fields of a message. */
function compareEntries(
  service: ServiceDescription,
  field: FormField,
  type: string,
  path: string,
  coverage: Coverage,
): void {
  coverage.reached.add(path);
  const [[, entry = []] = []] = innerOf(field);
  const values = entry.filter(({ name }) => name !== 'key');
  const [value] = values;
  if (values.length === entry.length) coverage.faults.push(`${path} has no key`);
  if (value?.name === 'value') compareField(service, value, type, path, coverage);
  else compare(service, values, type, coverage);
}

/** "message.field" for each field that a request can have. */
export function fieldsBelow(
  service: ServiceDescription,
  message: string,
  known = new Set<string>(),
): Set<string> {
  for (const [name, type] of Object.entries(service.messages[message] ?? {})) {
    const path = `${message}.${name}`;
    if (known.has(path)) continue;
    known.add(path);
    fieldsBelow(service, splitType(type).name, known);
  }
  return known;
}

/**
 * A form as somebody may fill it in: every field, but of those that exclude each other only one.
 *
 * @param round other choices in each round
 */
export function fillForm(
  service: ServiceDescription,
  fields: FormField[],
  message: string,
  round: number,
): INodeParameters {
  const filled: INodeParameters = {};
  const taken = new Set<string>();
  const groups = service.rules[message]?.oneofs ?? [];
  const isFree = (name: string): boolean =>
    groups.every((group) => !group.includes(name) || group.every((one) => one === name || !taken.has(one)));
  const choices = fields.filter((field) => fragmentsOf(field).length > 0);
  const others = fields.filter((field) => !choices.includes(field));
  for (const choice of choices) {
    const { value } = pick(choicesOf(choice), round);
    filled[choice.name] = value;
    for (const name of Object.keys(JSON.parse(String(value)) as object)) taken.add(name);
  }
  // Fields that stand for some inside another one are filled in its place in every other round.
  const inPlace = others.filter(({ requestField }) => requestField?.includes('.') === true);
  const replaced = new Set(inPlace.map(({ requestField }) => requestField?.split('.')[0]));
  for (const field of round % 2 === 0 ? others : others.reverse()) {
    const path = field.requestField ?? field.name;
    const [name = ''] = path.split('.');
    if (replaced.has(name) && inPlace.includes(field) !== round % 4 < 2) continue;
    const shown = Object.entries(field.displayOptions?.show ?? {});
    if (shown.some(([on, values = []]) => !values.some((value) => value === filled[on]))) continue;
    const isTwin = field.type === 'json' && others.some(({ requestField }) => requestField === name);
    if (isTwin || !isFree(name)) continue;
    taken.add(name);
    filled[field.name] = fillField(
      service,
      field,
      splitType(typeAt(service, message, path) ?? '').name,
      round,
    );
  }
  return filled;
}

function fillField(
  service: ServiceDescription,
  field: FormField,
  message: string,
  round: number,
): INodeParameters[string] {
  if (field.type === 'collection') return fillForm(service, field.options as FormField[], message, round);
  if (message === 'google.protobuf.Duration') return field.name === 'clockSkew' ? '1s' : '10s';
  if (field.type !== 'fixedCollection') return sampleOf(field, round);
  const entries = innerOf(field).map(([group, inner]): [string, INodeParameters] => {
    const member = field.oneof === true ? (service.messages[message]?.[group] ?? '') : message;
    const [first] = inner;
    if (first?.whole !== true) return [group, fillForm(service, inner, splitType(member).name, round)];
    return [group, { [first.name]: fillField(service, first, splitType(member).name, round) }];
  });
  if (field.typeOptions?.multipleValues !== true) return Object.fromEntries([pick(entries, round)]);
  return Object.fromEntries(entries.map(([group, entry]) => [group, [entry]]));
}

function sampleOf(field: FormField, round: number): INodeParameters[string] {
  switch (field.type) {
    case 'boolean':
      return round % 2 === 0;
    case 'dateTime':
      return '2030-01-31T12:00:00.000Z';
    case 'json':
      return '{"id":"7"}';
    case 'number':
      return 3;
    case 'multiOptions':
      return choicesOf(field).map(({ value }) => value as string);
    case 'options':
      return pick(choicesOf(field), round).value;
    case 'resourceLocator':
      return { __rl: true, mode: 'id', value: '7' };
    default: {
      const text = TEXTS[field.name] ?? 'Some text';
      return field.typeOptions?.multipleValues === true ? [text] : text;
    }
  }
}

/** The messages of a choice between members of a oneof; none for any other field. */
export function fragmentsOf(field: FormField): JsonObject[] {
  return choicesOf(field)
    .map(({ value }) => String(value))
    .filter((value) => value.startsWith('{'))
    .map((value) => JSON.parse(value) as JsonObject);
}

function choicesOf({ type, options = [] }: FormField): INodePropertyOptions[] {
  return type === 'options' || type === 'multiOptions' ? (options as INodePropertyOptions[]) : [];
}

/** The fields inside a field, by their group. */
function innerOf({ type, options = [], name }: FormField): Array<[string, FormField[]]> {
  if (type === 'collection') return [[name, options as FormField[]]];
  return (options as INodePropertyCollection[]).map((group) => [group.name, group.values]);
}

function pick<Entry>(entries: Entry[], round: number): Entry {
  const entry = entries[round % entries.length];
  if (entry === undefined) throw new Error('Nothing to choose from');
  return entry;
}

/** Fields of JSON among others, each with its example as JSON. */
export function jsonExamples(fields: FormField[]): Array<[name: string, example: Json]> {
  return fields
    .filter(({ type }) => type === 'json')
    .flatMap(({ name, default: preset, description = '' }): Array<[string, Json]> => {
      const example = preset === '' ? description.split('e.g. ')[1] : String(preset);
      return example === undefined ? [] : [[name, JSON.parse(example) as Json]];
    });
}
