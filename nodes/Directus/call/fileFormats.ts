import type { Json } from '../../shared/json';
import { isObject } from '../../shared/parse';

/** A kind of file that rows are written to. */
export interface FileFormat {
  ending: string;
  type: string;
  /** Loads what writes it: chunks of the file, a page of rows at a time. */
  writer(columns: readonly string[] | undefined): Promise<RowWriter>;
}

/** Writes rows to a file, chunk by chunk. */
export interface RowWriter {
  begin: string;
  /** @param isFirst whether no row was written before */
  rows(rows: readonly Json[], isFirst: boolean): string;
  end: string;
}

/** The kinds of file, by the names that Directus has for them too. */
export const FILE_FORMATS: Readonly<Record<string, FileFormat>> = {
  csv: { ending: 'csv', type: 'text/csv', writer: csvWriter },
  csv_utf8: {
    ending: 'csv',
    type: 'text/csv',
    // The mark by which spreadsheets know the encoding.
    writer: async (columns) => ({ ...(await csvWriter(columns)), begin: '\uFEFF' }),
  },
  json: { ending: 'json', type: 'application/json', writer: jsonWriter },
  xml: { ending: 'xml', type: 'text/xml', writer: xmlWriter },
  yaml: { ending: 'yaml', type: 'text/yaml', writer: yamlWriter },
};

async function jsonWriter(): Promise<RowWriter> {
  const write = (rows: readonly Json[], isFirst: boolean): string =>
    rows.map((row, index) => `${isFirst && index === 0 ? '' : ','}\n${JSON.stringify(row)}`).join('');
  return await Promise.resolve({ begin: '[', rows: write, end: '\n]\n' });
}

/**
 * @param columns paths of the values, e.g. "author.name"; those of the first rows without them
 */
async function csvWriter(columns: readonly string[] | undefined): Promise<RowWriter> {
  const { stringify } = await import('csv-stringify/sync');
  let paths = columns;
  const write = (rows: readonly Json[], isFirst: boolean): string => {
    paths ??= [...new Set(rows.flatMap((row) => (isObject(row) ? Object.keys(row) : ['value'])))];
    const lines = rows.map((row) => paths?.map((path) => cellOf(valueAt(row, path.split('.')))));
    return stringify(isFirst ? [paths, ...lines] : lines);
  };
  return { begin: '', rows: write, end: '' };
}

async function xmlWriter(): Promise<RowWriter> {
  const { XMLBuilder } = await import('fast-xml-parser');
  const builder = new XMLBuilder({ format: true, ignoreAttributes: false, suppressEmptyNode: true });
  const write = (rows: readonly Json[]): string =>
    rows.map((row) => builder.build({ item: withElementNames(row) })).join('');
  return { begin: "<?xml version='1.0' encoding='UTF-8'?>\n<data>\n", rows: write, end: '</data>\n' };
}

async function yamlWriter(): Promise<RowWriter> {
  const { stringify } = await import('yaml');
  const write = (rows: readonly Json[]): string => (rows.length === 0 ? '' : stringify(rows));
  return { begin: '', rows: write, end: '' };
}

/** The value at a path: of each entry where a list lies on the way. */
function valueAt(value: Json | undefined, [name, ...rest]: string[]): Json | undefined {
  if (name === undefined) return value;
  if (Array.isArray(value)) return value.map((entry) => valueAt(entry, [name, ...rest]) ?? null);
  return isObject(value) ? valueAt(value[name], rest) : undefined;
}

function cellOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Text that may be the name of an XML element, for the keys of JSON objects. */
function withElementNames(value: Json): Json {
  if (Array.isArray(value)) return { item: value.map(withElementNames) };
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, content]): [string, Json] => [
    name.replace(/^(?![A-Za-z_])/, '_').replace(/[^\w.-]/g, '_'),
    withElementNames(content),
  ]);
  return Object.fromEntries(entries);
}
