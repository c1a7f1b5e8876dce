import { extname } from 'node:path';

import type { IBinaryData } from 'n8n-workflow';

import { InputError } from '../../shared/errors';
import type { ItemContext } from '../../shared/form/parameters';
import { text } from '../../shared/parse';
import { checkMimeType } from '../../shared/transport/mimeType';
import type { InputFile } from '../input';
import type { DirectusOperation, FileRule } from '../operation';

const PRESET = 'data';

/**
 * The files that an item's operation is to send.
 *
 * @returns none where the operation takes none, or where it works without and no field is named
 * @throws InputError that names the field, and what the item has
 */
export async function readFiles(item: ItemContext<DirectusOperation>): Promise<InputFile[]> {
  const { takesFile } = item.operation;
  if (takesFile === undefined) return [];
  const given = text('Input Binary Field', item.parameter('binaryPropertyName') ?? takesFile.preset);
  const names = (takesFile.several === true ? given.split(',') : [given])
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length > 0 || takesFile.optional === true) {
    return await Promise.all(names.map((name) => readFile(item, name, takesFile)));
  }
  throw new InputError(
    'Input Binary Field (binaryPropertyName) is required',
    'Write the name of the binary field that has the file, e.g. "data".',
  );
}

/** The binary field that a file is put into. */
export function readBinaryField(item: ItemContext<DirectusOperation>): string {
  if (item.operation.givesFile !== true) return PRESET;
  const name = text('Put Output in Field', item.parameter('binaryPropertyName')).trim();
  return name === '' ? PRESET : name;
}

async function readFile(
  { execution, itemIndex }: ItemContext<DirectusOperation>,
  field: string,
  { types }: FileRule,
): Promise<InputFile> {
  const { helpers } = execution;
  const has = Object.keys(execution.getInputData()[itemIndex]?.binary ?? {});
  let binary: IBinaryData;
  try {
    binary = helpers.assertBinaryData(itemIndex, field);
  } catch {
    throw missing(field, has);
  }
  const { id, data } = binary;
  const name = binary.fileName ?? [field, binary.fileExtension].filter(Boolean).join('.');
  return {
    field,
    name,
    type: typeOf(binary, name, field, types),
    length:
      id === undefined ? Buffer.byteLength(data, 'base64') : (await helpers.getBinaryMetadata(id)).fileSize,
    read: async function* () {
      if (id === undefined) yield Buffer.from(data, 'base64');
      else yield* await helpers.getBinaryStream(id);
    },
  };
}

function missing(field: string, has: string[]): InputError {
  const list = has.map((name) => `"${name}"`).join(', ');
  return new InputError(
    `The item has no file in the binary field "${field}" (binaryPropertyName); ` +
      (has.length === 0 ? 'it has no binary fields' : `it has ${list}`),
    has.length === 0
      ? 'Connect a node that puts out a file.'
      : `Write ${has.length === 1 ? list : 'one of these'} into the binary field of the node.`,
  );
}

function typeOf({ mimeType }: IBinaryData, name: string, field: string, types: FileRule['types']): string {
  const type = checkMimeType(`Type of the file in "${field}"`, mimeType);
  if (types === undefined || Object.values(types).includes(type)) return type;
  const byName = types[extname(name).slice(1).toLowerCase()];
  if (byName !== undefined) return byName;
  const endings = Object.keys(types);
  throw new InputError(
    `The file "${name}" in the binary field "${field}" is of type ${type}; expected ${Object.values(types).join(' or ')}`,
    `Give it a name that ends in ${endings.map((ending) => `.${ending}`).join(' or ')}.`,
  );
}
