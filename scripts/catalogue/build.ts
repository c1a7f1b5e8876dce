import ts from 'typescript';
import type {
  Catalogue,
  CatalogueIndex,
  CatalogueMessage,
  CatalogueMethod,
  MessageRules,
  MethodNames,
} from '../../nodes/Zitadel/catalogue/types';
import * as declared from './declarations';
import type { DeclaredField, DeclaredMethod, TypeName } from './declarations';
import { readDescriptors, type DescribedRules } from './descriptors';
import { encodingOf, optionsOf } from './encoders';
import { httpRule, saysDeprecated } from './options';
import { SERVICES } from './services';
import type { ServiceSource } from './services';
import { need } from './sources';

/** A field's type, and the message or enum in it that the catalogue has to describe. */
interface FieldType {
  text: string;
  refersTo?: TypeName;
}

/** The scalar kinds that ts-proto may write for a TypeScript type. */
const SCALARS: Readonly<Record<string, readonly string[]>> = {
  string: ['string'],
  boolean: ['bool'],
  number: ['int32', 'uint32', 'sint32', 'fixed32', 'sfixed32', 'float', 'double'],
  Long: ['int64', 'uint64', 'sint64', 'fixed64', 'sfixed64'],
  Buffer: ['bytes'],
};

/** Well-known messages that ts-proto declares as a native type. */
const NATIVE_MESSAGES: Readonly<Record<string, readonly string[]>> = {
  Date: ['Timestamp'],
  object: ['Struct'],
  any: ['Value'],
  string: ['StringValue'],
  boolean: ['BoolValue'],
  number: ['Int32Value', 'UInt32Value', 'FloatValue', 'DoubleValue'],
  Long: ['Int64Value', 'UInt64Value'],
  Buffer: ['BytesValue'],
};

/** Reads both packages and gives the files of the catalogue: file name -> text. */
export async function buildCatalogue(): Promise<Map<string, string>> {
  const allRules = await readDescriptors();
  const files = new Map<string, string>();
  const index: CatalogueIndex = {};
  const names: MethodNames = {};
  for (const source of SERVICES) {
    const catalogue = describe(source, allRules);
    index[source.value] = { service: catalogue.service, methods: Object.keys(catalogue.methods).length };
    names[source.value] = namesOf(catalogue);
    files.set(`${source.value}.json`, format(catalogue));
  }
  files.set('methods.json', `${block(names, '')}\n`);
  return files.set('index.json', `${block(index, '')}\n`);
}

/** The names alone, for what the editor shows of a service before its catalogue is read. */
function namesOf({ methods }: Catalogue): MethodNames[string] {
  const all = Object.keys(methods);
  const isDeprecated = (name: string): boolean => methods[name]?.deprecated === true;
  return { current: all.filter((name) => !isDeprecated(name)), deprecated: all.filter(isDeprecated) };
}

function describe(source: ServiceSource, allRules: Map<string, DescribedRules>): Catalogue {
  const { fullName, methods } = declared.serviceOf(source.module, source.definition);
  const requests = describeTypes(methods.map(({ request }) => request));
  const roots = methods.flatMap(({ request, response }) => [request, response]);
  return {
    service: fullName,
    module: source.module,
    definition: source.definition,
    json: source.json,
    methods: describeMethods(source, methods),
    ...describeTypes(roots),
    rules: describeRules(requests.messages, allRules),
  };
}

/** The rules of the messages that a request can contain. */
function describeRules(
  messages: Record<string, CatalogueMessage>,
  allRules: Map<string, DescribedRules>,
): Record<string, MessageRules> {
  const described = Object.entries(messages).map(([name, message]): [string, MessageRules] => {
    const found = allRules.get(name);
    return [name, found === undefined ? {} : completed(found, Object.keys(message))];
  });
  return Object.fromEntries(described.filter(([, rules]) => Object.keys(rules).length > 0));
}

/**
 * `@zitadel/node` knows fields that `@zitadel/proto` does not: where all of a message's fields are members of one
 * oneof, as in queries, the newer ones are too.
 */
function completed({ fields, rules }: DescribedRules, names: string[]): MessageRules {
  const added = names.filter((name) => !fields.includes(name));
  const complete = (groups: string[][]): string[][] =>
    groups.map((group) => (group.length === fields.length ? [...group, ...added] : group));
  return {
    ...rules,
    ...(rules.oneofs && { oneofs: complete(rules.oneofs) }),
    ...(rules.needed && { needed: complete(rules.needed) }),
  };
}

function describeMethods(source: ServiceSource, methods: DeclaredMethod[]): Record<string, CatalogueMethod> {
  const allOptions = optionsOf(source.module, source.definition);
  const described = methods.map((method): [string, CatalogueMethod] => {
    const options = need(allOptions, method.key, source.definition);
    const http = httpRule(options, source.pathPrefix);
    const deprecated = saysDeprecated(options) || /^[\s/*]*@?deprecated\b/im.test(method.comment);
    return [
      method.key,
      {
        name: method.name,
        request: declared.fullName(method.request),
        response: declared.fullName(method.response),
        ...(http && { http }),
        ...(deprecated && { deprecated }),
      },
    ];
  });
  return Object.fromEntries(described);
}

/** Describes the given messages and all that they lead to, by name. */
function describeTypes(roots: TypeName[]): Pick<Catalogue, 'messages' | 'enums'> {
  const messages = new Map<string, CatalogueMessage>();
  const enums = new Map<string, string[]>();
  const open = [...roots];
  for (let type = open.pop(); type; type = open.pop()) {
    const name = declared.fullName(type);
    if (isWellKnown(type) || messages.has(name) || enums.has(name)) continue;
    if (declared.isEnum(type)) {
      enums.set(name, declared.valuesOf(type));
      continue;
    }
    const { fields, refersTo } = describeMessage(type);
    messages.set(name, fields);
    open.push(...refersTo);
  }
  return { messages: sorted(messages), enums: sorted(enums) };
}

function describeMessage(message: TypeName): { fields: CatalogueMessage; refersTo: TypeName[] } {
  const fields: CatalogueMessage = {};
  const refersTo: TypeName[] = [];
  for (const field of declared.fieldsOf(message)) {
    const type = describeField(message, field);
    fields[field.name] = field.optional ? `optional ${type.text}` : type.text;
    if (type.refersTo) refersTo.push(type.refersTo);
  }
  return { fields, refersTo };
}

function describeField(message: TypeName, field: DeclaredField): FieldType {
  const type = withoutUndefined(field.type);
  if (ts.isArrayTypeNode(type)) {
    const element = describeType(message, field.name, type.elementType);
    return { ...element, text: `repeated ${element.text}` };
  }
  const value = mapValue(type);
  if (!value) return describeType(message, field.name, type);
  const entry = entryOf(message, field.name);
  const key = describeType(entry, 'key', ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword));
  const described = describeType(entry, 'value', withoutUndefined(value));
  return { ...described, text: `map<${key.text}, ${described.text}>` };
}

/** The type of a single value: what the interface declares and what encode writes have to agree. */
function describeType(message: TypeName, field: string, type: ts.TypeNode): FieldType {
  const { scalar, message: written } = encodingOf(message.module, message.name, field);
  const native = nativeType(type);
  if (native === undefined) return describeReference(message, type, scalar ?? written);
  if (scalar !== undefined && SCALARS[native]?.includes(scalar)) return { text: scalar };
  if (written !== undefined && NATIVE_MESSAGES[native]?.includes(written))
    return { text: `google.protobuf.${written}` };
  throw new Error(`${declared.fullName(message)}.${field}: declared ${native}, written ${scalar ?? written}`);
}

function describeReference(message: TypeName, type: ts.TypeNode, written: string | undefined): FieldType {
  if (!ts.isTypeReferenceNode(type))
    throw new Error(`${message.name}: unexpected ${ts.SyntaxKind[type.kind]}`);
  const local = declared.referenceName(type);
  const refersTo = declared.resolve(message.module, local);
  if (written !== (declared.isEnum(refersTo) ? 'int32' : local)) {
    throw new Error(`${message.name}: declared ${local}, written ${written}`);
  }
  return { text: declared.fullName(refersTo), refersTo };
}

/** A key of SCALARS or NATIVE_MESSAGES; undefined for the name of a message or an enum. */
function nativeType(type: ts.TypeNode): string | undefined {
  switch (type.kind) {
    case ts.SyntaxKind.StringKeyword:
      return 'string';
    case ts.SyntaxKind.BooleanKeyword:
      return 'boolean';
    case ts.SyntaxKind.NumberKeyword:
      return 'number';
    case ts.SyntaxKind.AnyKeyword:
      return 'any';
    case ts.SyntaxKind.TypeLiteral:
      return 'object';
  }
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const name = declared.referenceName(type);
  return name === 'Date' || name === 'Long' || name === 'Buffer' ? name : undefined;
}

function withoutUndefined(type: ts.TypeNode): ts.TypeNode {
  if (!ts.isUnionTypeNode(type)) return type;
  const [single, ...others] = type.types.filter((member) => member.kind !== ts.SyntaxKind.UndefinedKeyword);
  if (!single || others.length > 0) throw new Error('Unexpected union');
  return single;
}

/** The value type of `{ [key: string]: X }`; a Struct's is `any` and is no map. */
function mapValue(type: ts.TypeNode): ts.TypeNode | undefined {
  const signature = ts.isTypeLiteralNode(type)
    ? type.members.find(ts.isIndexSignatureDeclaration)
    : undefined;
  return signature?.type.kind === ts.SyntaxKind.AnyKeyword ? undefined : signature?.type;
}

/** ts-proto declares a message for the entries of a map. */
function entryOf(message: TypeName, field: string): TypeName {
  const { message: entry } = encodingOf(message.module, message.name, field);
  if (entry === undefined) throw new Error(`${message.name}.${field} is written without entries`);
  return { module: message.module, name: entry };
}

function isWellKnown(type: TypeName): boolean {
  return type.module.startsWith('google/protobuf/');
}

function sorted<T>(map: Map<string, T>): Record<string, T> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One line a method, a message, an enum and a message's rules, so that a change of the package shows as a change of lines. */
function format({ methods, messages, enums, rules, ...head }: Catalogue): string {
  const parts = [
    ...Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`),
    ...Object.entries({ methods, messages, enums, rules }).map(
      ([key, value]) => `  "${key}": ${block(value, '  ')}`,
    ),
  ];
  return `{\n${parts.join(',\n')}\n}\n`;
}

function block(values: Record<string, unknown>, indent: string): string {
  const lines = Object.entries(values).map(
    ([key, value]) => `${indent}  ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}
