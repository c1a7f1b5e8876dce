import type { IExecuteFunctions } from 'n8n-workflow';

import type { JsonObject } from '../../shared/json';
import type { Reply } from '../../shared/run/call';
import type { DirectusInput, InputFile } from '../input';
import type { DirectusOperation } from '../operation';
import type { SchemaReader } from '../schema/reader';
import type { DirectusConnection } from './connection';

/** A checked request on its way out. */
export interface Sending {
  connection: DirectusConnection;
  operation: DirectusOperation;
  input: DirectusInput;
  /** Most rows of a list; Infinity for all. */
  most: number;
  /** Files of the item to send. */
  files: InputFile[];
  /** Binary field that a file is put into, where the operation gives one. */
  binaryField: string;
  /** Whether the request was filled into a form, and not written as JSON in Directus' own terms. */
  inForm: boolean;
  /** The item's "Options". */
  options: JsonObject;
  schema: SchemaReader;
  execution: IExecuteFunctions;
  /** Whether the reply is wanted short. */
  isSimplified: boolean;
}

/** How an operation is sent where one request with its own verb and path is not all. */
export type Sender = (sending: Sending) => Promise<Reply>;
