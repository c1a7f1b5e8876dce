import type {
  FieldType as MapperType,
  ILoadOptionsFunctions,
  ResourceMapperField,
  ResourceMapperFields,
} from 'n8n-workflow';

import { asText } from '../../shared/parse';
import { loadCatalogue, type ServiceDescription } from '../catalogue';
import { splitType } from '../fieldType';
import { enumLabelOf, labelOf } from '../names';

const MAPPER_TYPES: Record<string, MapperType> = {
  bool: 'boolean',
  uint32: 'number',
  int32: 'number',
  float: 'number',
  double: 'number',
  'google.protobuf.Timestamp': 'dateTime',
  'google.protobuf.Struct': 'object',
};

/** The request's fields of the chosen operation, typed by the catalogue. */
export async function getRequestFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
  const service = await loadCatalogue(asText(this.getCurrentNodeParameter('service')));
  const operation = this.getCurrentNodeParameter('operation');
  const method = service.methods[typeof operation === 'string' ? operation : ''];
  if (method === undefined) return { fields: [], emptyFieldsNotice: 'Choose an operation first.' };
  const fields = Object.entries(service.messages[method.request] ?? {});
  return {
    fields: fields.map(([name, type]) => mapperField(service, method.request, name, type)),
    emptyFieldsNotice: 'This operation takes no fields.',
  };
}

function mapperField(
  service: ServiceDescription,
  message: string,
  name: string,
  type: string,
): ResourceMapperField {
  const { name: typeName, repeated, map } = splitType(type);
  const values = repeated ? undefined : service.enums[typeName];
  const options = values?.map((value) => ({ name: enumLabelOf(value, values), value }));
  return {
    id: name,
    displayName: labelOf(name),
    required: service.rules[message]?.required?.includes(name) === true,
    defaultMatch: false,
    display: true,
    type: mapperType(service, typeName, repeated, map),
    ...(options && { options }),
  };
}

function mapperType(service: ServiceDescription, name: string, repeated: boolean, map: boolean): MapperType {
  if (repeated) return 'array';
  if (map || service.messages[name] !== undefined) return 'object';
  if (service.enums[name] !== undefined) return 'options';
  return MAPPER_TYPES[name] ?? 'string';
}
