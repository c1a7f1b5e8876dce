import { InputError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { describe, isObject } from '../../shared/parse';
import { checkMimeType } from '../../shared/transport/mimeType';
import { multipart } from '../../shared/transport/multipart';
import type { StreamedContent } from '../../shared/transport/streams';
import type { InputFile } from '../input';

/** Bytes of a field that Directus cuts off in silence. */
const MOST_BYTES = 1024 * 1024;
const SET_LATER = 'Leave it out here, and set it with Update, without a file, afterwards.';

/**
 * A file with its metadata as a form. Name and type are those of the file unless the metadata say otherwise.
 *
 * @throws InputError for what a form cannot carry as it is
 */
export function toForm(data: Json, file: InputFile): StreamedContent {
  const { type, ...fields } = metadataOf(data, file);
  const texts = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, asFormText(name, value)]),
  );
  return multipart(texts, { ...file, type: checkMimeType('type', type) });
}

/** The metadata to send with a file: with its name and its type, unless they are given. */
export function metadataOf(data: Json, { name, type }: InputFile): JsonObject {
  return { filename_download: name, type, ...(isObject(data) ? data : {}) };
}

/**
 * A value of a file's metadata as the text that Directus reads it back from.
 *
 * @throws InputError for a list or an object that it would not
 */
export function asMetadataText(name: string, value: Json): string {
  if (name === 'metadata' && isObject(value)) return JSON.stringify(value);
  if (name === 'tags' && Array.isArray(value)) return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  throw new InputError(`${name}: ${describe(value)} cannot go with a file`, SET_LATER);
}

/** Directus takes these texts for something else when they come in a form. */
function asFormText(name: string, value: Json): string {
  const text = asMetadataText(name, value);
  if (typeof value === 'string' && ['true', 'false', 'null'].includes(value.trim())) {
    throw new InputError(`${name}: the text "${value}" cannot go with a file as text`, SET_LATER);
  }
  if (Buffer.byteLength(text) <= MOST_BYTES) return text;
  throw new InputError(`${name} has more than a megabyte, which cannot go with a file`, SET_LATER);
}
