import type { INodeProperties } from 'n8n-workflow';

import type { DirectusOperation, DirectusTable, FileRule } from '../operation';

const OUTPUT: INodeProperties = {
  displayName: 'Put Output in Field',
  name: 'binaryPropertyName',
  type: 'string',
  default: 'data',
  required: true,
  placeholder: 'e.g. data',
  hint: 'The name of the output binary field to put the file in',
};

/** The same table, with a field for the name of the binary field where an operation takes or gives a file. */
export function withFileField(table: DirectusTable): DirectusTable {
  return { ...table, operations: table.operations.map(withField) };
}

function withField(operation: DirectusOperation): DirectusOperation {
  const { takesFile, givesFile, settings = [] } = operation;
  if (takesFile !== undefined) return { ...operation, settings: [inputField(takesFile), ...settings] };
  return givesFile === true ? { ...operation, settings: [OUTPUT, ...settings] } : operation;
}

function inputField({ preset, optional = false, several = false }: FileRule): INodeProperties {
  return {
    displayName: several ? 'Input Binary Fields' : 'Input Binary Field',
    name: 'binaryPropertyName',
    type: 'string',
    default: preset,
    ...(!optional && { required: true }),
    placeholder: several ? 'e.g. data,attachment_0' : 'e.g. data',
    hint: several
      ? 'The names of the input binary fields with the files, separated by commas'
      : 'The name of the input binary field with the file',
    ...(optional && { description: WITHOUT[preset === '' ? 'update' : 'create'] }),
  };
}

/** What it means to name no field. */
const WITHOUT = {
  create:
    'Binary field with the file. Leave empty to create an entry without content, which needs a name, a type and a storage location.',
  update: 'Binary field with the new content. Leave empty to keep the content.',
};
