import type { INodeProperties } from 'n8n-workflow';

import type { DirectusOperation } from '../operation';
import { listQuery } from './fields';
import { text } from './inputs';

const format: INodeProperties = {
  displayName: 'Format',
  name: 'format',
  type: 'options',
  options: [
    { name: 'CSV', value: 'csv' },
    { name: 'JSON', value: 'json' },
    { name: 'XML', value: 'xml' },
    { name: 'YAML', value: 'yaml' },
  ],
  default: 'csv',
};

const fileName = text('File Name', 'fileName', {
  placeholder: 'e.g. articles.csv',
  description: 'Name of the file; that of the collection with the ending of the format if not given',
});

/**
 * "Export to File" of a list.
 *
 * @param row "Get Many" of the records
 * @param records name of several of them in a sentence
 * @param before form fields before its own
 */
export function exportRow(
  { verb, path, query, records: collection }: DirectusOperation,
  records: string,
  before: INodeProperties[] = [],
): DirectusOperation {
  return {
    value: 'exportToFile',
    name: 'Export to File',
    action: `Export ${records} to a file`,
    description: `Writes ${records} to a CSV, JSON, XML or YAML file, however many there are`,
    verb,
    path,
    query,
    records: collection,
    parameters: ['format', 'fileName'],
    fields: [...before, format, ...listQuery],
    additionalFields: [fileName],
    givesFile: true,
    send: 'exportToFile',
  };
}
