import type { Json, JsonObject } from '../shared/json';
import type { FilePart } from '../shared/transport/multipart';

/** A request in Directus' terms. */
export interface DirectusInput {
  /** The route's own parameters, by name. */
  parameters: Record<string, string>;
  /** Keys of several records; empty where the operation takes none. */
  ids: Array<string | number>;
  query: JsonObject;
  data: Json;
}

/** A file out of a binary field of an input item. It is opened when it is read, as often as it is read. */
export interface InputFile extends FilePart {
  /** The binary field. */
  field: string;
}
