import type {
  FieldType as MapperType,
  ILoadOptionsFunctions,
  INodePropertyOptions,
  ResourceMapperField,
  ResourceMapperFields,
} from 'n8n-workflow';

import { asText } from '../../shared/parse';
import { loadCatalogue, type ServiceDescription } from '../catalogue/catalogue';
import { splitType } from '../catalogue/fieldType';
import { enumLabelOf, labelOf } from '../catalogue/names';
import type { MessageRules } from '../catalogue/types';

const MAPPER_TYPES: Record<string, MapperType> = {
  bool: 'boolean',
  uint32: 'number',
  int32: 'number',
  float: 'number',
  double: 'number',
  'google.protobuf.Timestamp': 'dateTime',
  'google.protobuf.Struct': 'object',
};

/**
 * n8n sends a boolean that nobody touched as false. Where a field can be left out, false says something else than
 * nothing does: there it is a choice, which starts without a value.
 */
const YES_OR_NO: INodePropertyOptions[] = [
  { name: 'True', value: true },
  { name: 'False', value: false },
];

/** The request's fields of the chosen operation, typed by the catalogue: required ones first, deprecated ones last. */
export async function getRequestFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
  const service = await loadCatalogue(asText(this.getCurrentNodeParameter('resource')));
  const operation = this.getCurrentNodeParameter('operation');
  const method = service.methods[typeof operation === 'string' ? operation : ''];
  if (method === undefined) return { fields: [], emptyFieldsNotice: 'Choose an operation first.' };
  const rules = service.rules[method.request] ?? {};
  const fields = Object.entries(service.messages[method.request] ?? {});
  return {
    fields: fields
      .map(([name, type]) => mapperField(service, rules, name, type))
      .sort((a, b) => rankOf(rules, a.id) - rankOf(rules, b.id)),
    emptyFieldsNotice: 'This operation takes no fields.',
  };
}

function mapperField(
  service: ServiceDescription,
  rules: MessageRules,
  name: string,
  type: string,
): ResourceMapperField {
  const options = optionsOf(service, rules, name, type);
  return {
    id: name,
    displayName: labelOf(name) + remarkOf(service, rules, name, type),
    required: rules.required?.includes(name) === true,
    defaultMatch: false,
    display: true,
    type: options === undefined ? mapperType(service, type) : 'options',
    ...(options && { options }),
  };
}

/** What a label has to say of a field: which others it excludes, how bytes are written, whether it is deprecated. */
function remarkOf(
  { messages }: ServiceDescription,
  { oneofs = [], needed = [], deprecated = [] }: MessageRules,
  name: string,
  type: string,
): string {
  const remarks: string[] = [];
  for (const group of oneofs.filter((fields) => fields.includes(name))) {
    const isNeeded = needed.some((fields) => fields.includes(name));
    const others = group.filter((field) => field !== name).map(labelOf);
    remarks.push(`${isNeeded ? 'this or' : 'not with'} ${others.join(', ')}`);
  }
  const { name: typeName, repeated, map } = splitType(type);
  const hasBytes = Object.values(messages[typeName] ?? {}).includes('bytes');
  if (typeName === 'bytes') remarks.push(repeated || map ? 'each as base64' : 'text');
  else if (hasBytes) remarks.push('JSON, with bytes as base64');
  if (deprecated.includes(name)) remarks.push('deprecated');
  return remarks.length === 0 ? '' : ` (${remarks.join('; ')})`;
}

function optionsOf(
  service: ServiceDescription,
  { not = {} }: MessageRules,
  name: string,
  type: string,
): INodePropertyOptions[] | undefined {
  if (type === 'optional bool') return YES_OR_NO;
  const { name: typeName, repeated, map } = splitType(type);
  const values = repeated || map ? undefined : service.enums[typeName];
  const offered = values?.filter((value) => not[name]?.includes(value) !== true);
  return offered?.map((value) => ({ name: enumLabelOf(value, values ?? []), value }));
}

function mapperType(service: ServiceDescription, type: string): MapperType {
  const { name, repeated, map } = splitType(type);
  if (repeated) return 'array';
  if (map || service.messages[name] !== undefined) return 'object';
  return MAPPER_TYPES[name] ?? 'string';
}

function rankOf({ required = [], needed = [], deprecated = [] }: MessageRules, name: string): number {
  if (deprecated.includes(name)) return 3;
  if (required.includes(name)) return 0;
  return needed.some((group) => group.includes(name)) ? 1 : 2;
}
