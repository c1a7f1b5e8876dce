import { Readable } from 'node:stream';

import { unknownName } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { Progress } from '../../shared/run/progress';
import { FILE_FORMATS, type FileFormat } from './fileFormats';
import { readPagesOf } from './list';
import { collectionOf } from './path';
import type { Sending } from './sending';

const PAGE_SIZE = 1000;

/**
 * Writes a list to a file while it is read, so that no list is too long for the memory. The file goes into the item's
 * binary field; the item says how many rows it has.
 */
export async function exportToFile(sending: Sending): Promise<Reply> {
  const { input, execution, binaryField } = sending;
  const { format: name = 'csv', fileName: given = '' } = input.parameters;
  const format = FILE_FORMATS[name];
  if (format === undefined) throw unknownName('The format', name, Object.keys(FILE_FORMATS));
  const list = sending.operation.path.split('/').at(-1) ?? '';
  const collection = input.parameters.collection ?? collectionOf(sending) ?? list;
  const fileName = given === '' ? `${collection}.${format.ending}` : given;
  const count = { rows: 0 };
  const content = Readable.from(chunksOf(sending, format, count));
  const binary = await execution.helpers.prepareBinaryData(content, fileName, format.type);
  // n8n takes a name for a path.
  const file = { ...binary, fileName };
  return [
    { json: { collection, format: name, fileName, rows: count.rows }, binary: { [binaryField]: file } },
  ];
}

/** The content of the file, a page of rows at a time. `count` has how many rows it holds so far. */
export async function* chunksOf(
  sending: Sending,
  format: FileFormat,
  count: { rows: number },
): AsyncGenerator<Buffer> {
  const { execution, input, most } = sending;
  const { limit } = input.query;
  const wanted = typeof limit === 'number' && limit > 0 ? limit : most;
  const writer = await format.writer(columnsIn(input.query.fields));
  const progress = new Progress(execution, (rows) => `${rows} rows written`);
  yield Buffer.from(writer.begin);
  for await (const rows of readPagesOf({ ...sending, most: wanted }, PAGE_SIZE)) {
    yield Buffer.from(writer.rows(rows, count.rows === 0));
    count.rows += rows.length;
    progress.add(rows.length);
  }
  yield Buffer.from(writer.end);
}

/** The columns of a table, where the query names all of them. */
function columnsIn(fields: Sending['input']['query'][string] | undefined): string[] | undefined {
  if (!Array.isArray(fields) || fields.length === 0) return undefined;
  const names = fields.filter((field): field is string => typeof field === 'string');
  return names.some((field) => field.includes('*')) || names.length < fields.length ? undefined : names;
}
