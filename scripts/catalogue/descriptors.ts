import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  getOption,
  type DescField,
  type DescFile,
  type DescMessage,
  type DescOneof,
} from '@bufbuild/protobuf';
import type { GenExtension } from '@bufbuild/protobuf/codegenv2';
import type { FieldOptions, OneofOptions } from '@bufbuild/protobuf/wkt';
import type { MessageRules } from '../../nodes/Zitadel/catalogue/types';
import { addFieldRules, type FieldRules } from './validation';

/** The module of protoc-gen-validate's options, as far as it is used. */
interface ValidateModule {
  rules: GenExtension<FieldOptions, FieldRules>;
  required: GenExtension<OneofOptions, boolean>;
}

/** The package's ES modules: the others cannot be loaded, since the package calls all of its files ES modules. */
const MODULES = path.join(path.dirname(require.resolve('@zitadel/proto/validate/validate_pb')), '../../es');

/** What a descriptor says of a message beyond the types of its fields. */
export interface DescribedRules {
  /** JSON names of all fields that the descriptor has. */
  fields: string[];
  rules: MessageRules;
}

/**
 * Reads the descriptors of all files of `@zitadel/proto`
 *
 * @returns what they say by full message name as ts-proto writes it: the names of nested messages are joined with "_"
 */
export async function readDescriptors(): Promise<Map<string, DescribedRules>> {
  const validate = (await load('validate/validate_pb.js')) as unknown as ValidateModule;
  const rules = new Map<string, DescribedRules>();
  const modules = readdirSync(path.join(MODULES, 'zitadel'), { recursive: true, encoding: 'utf8' });
  for (const module of modules.filter((name) => name.endsWith('_pb.js')).sort()) {
    for (const { messages, proto } of Object.values(await load(path.join('zitadel', module))).filter(
      isFile,
    )) {
      const all = messages.flatMap(withNested);
      for (const message of all)
        rules.set(nameOf(message, proto.package), {
          fields: message.fields.map(({ jsonName }) => jsonName),
          rules: rulesOf(validate, message),
        });
    }
  }
  return rules;
}

async function load(module: string): Promise<Record<string, unknown>> {
  return (await import(pathToFileURL(path.join(MODULES, module)).href)) as Record<string, unknown>;
}

function isFile(value: unknown): value is DescFile {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'file';
}

function withNested(message: DescMessage): DescMessage[] {
  return [message, ...message.nestedMessages.flatMap(withNested)];
}

function nameOf({ typeName }: DescMessage, protobufPackage: string): string {
  return `${protobufPackage}.${typeName.slice(protobufPackage.length + 1).replaceAll('.', '_')}`;
}

function rulesOf(validate: ValidateModule, message: DescMessage): MessageRules {
  const rules: MessageRules = {};
  for (const field of message.fields) {
    const hasPresence = field.oneof !== undefined || field.proto.proto3Optional;
    addFieldRules(rules, field, getOption(field, validate.rules), hasPresence);
    if (isDeprecated(field)) rules.deprecated = [...(rules.deprecated ?? []), field.jsonName];
  }
  const groups = (oneofs: DescOneof[]): string[][] =>
    oneofs.map(({ fields }) => fields.map(({ jsonName }) => jsonName));
  const oneofs = groups(message.oneofs.filter(({ fields }) => fields.length > 1));
  const needed = groups(message.oneofs.filter((oneof) => getOption(oneof, validate.required)));
  if (oneofs.length > 0) rules.oneofs = oneofs;
  if (needed.length > 0) rules.needed = needed;
  return rules;
}

function isDeprecated({ proto }: DescField): boolean {
  return proto.options?.deprecated === true;
}
