import type { IBinaryKeyData, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from './context';

/** A JSON value as it stands in a request or a reply. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/**
 * A one-time code that an operation takes: from the user, or made from a TOTP secret at the moment of sending.
 *
 * @example { field: 'code', secretField: 'secret', sendSecret: false }
 */
export interface CodeSource {
  /** Request field that holds the six digits. */
  field: string;
  /** Request field that holds the base32 secret to make the code from. */
  secretField: string;
  /** Whether the service wants the secret as well; when not, it stays here. */
  sendSecret: boolean;
  /** Whether the call also works without any code. */
  optional?: boolean;
}

/**
 * A field of a form: an n8n property, with what the router needs to know of it. `options` of a collection and `values`
 * of a fixed collection may be form fields too.
 */
export interface FormField extends INodeProperties {
  /** Set where the service takes bytes: the user writes text, and its base64 is sent. */
  bytes?: boolean;
  /** Request field that the value goes to, where it is not the name: several form fields may fill one of the request. */
  requestField?: string;
  /**
   * Set on a fixed collection whose groups are the members of a oneof: an entry of its group "emailQuery" becomes the
   * message `{ "emailQuery": {…} }`.
   */
  oneof?: boolean;
  /** Set where the fields of a resource mapper are one value of the request, under the mapper's name. */
  whole?: boolean;
}

/**
 * One row of a table: what the editor shows, and what the router needs to know. What goes over the wire is in the
 * rows of each node (`ZitadelOperation`, `DirectusOperation`), which extend this.
 *
 * @example
 * {
 *   value: 'removeTOTP', name: 'Remove TOTP', action: 'Remove TOTP of a user',
 *   description: 'Takes the authenticator app away from a user', fields: [userId],
 * }
 */
export interface Operation {
  /** Value of the `operation` parameter; part of the contract with stored workflows. */
  value: string;
  /** Title in the operation list, without the resource, e.g. "Get Many". */
  name: string;
  /** Title in the action list, with the resource, e.g. "Get many users". */
  action: string;
  description: string;
  /** Request fields, in the order shown. A field with `required: true` must have a value. */
  fields?: FormField[];
  /** Request fields that are shown under "Additional Fields". */
  additionalFields?: FormField[];
  /** Parameters that are no part of the request and apply to `fields` and `json` alike. */
  settings?: INodeProperties[];
  /** Entries of "Options" beside those that every operation of the node has. */
  options?: INodeProperties[];
  /** Whether the reply is a list: one item a row, with Return All and Limit. */
  list?: boolean;
  /** Set where the operation takes a one-time code. */
  code?: CodeSource;
  /** Reply field with an `otpauth://` address that the option "QR Code" draws. */
  qrCode?: string;
}

/** All operations of one service (Zitadel) or resource (Directus). */
export interface Table<Row extends Operation = Operation> {
  value: string;
  name: string;
  description?: string;
  operations: Row[];
}

/** A row to put out. */
export interface ReplyRow {
  json: JsonObject;
  binary?: IBinaryKeyData;
}

/** What a call of one item came back with: the rows to put out, in order. */
export type Reply = ReplyRow[];

/** One request to a service, for one input item. */
export interface Call {
  itemIndex: number;
  /**
   * Calls with the same key may go out together, as one request.
   * Absent where the call must go out alone.
   */
  batchKey?: string;
  /** Sends the call. Throws `InputError` or `ServiceError`. */
  send(): Promise<Reply>;
  /** What `Protocol.sendBatch` needs of this call. */
  payload?: unknown;
}

/** The result of one call: its rows, or what went wrong. */
export type Outcome = { reply: Reply } | { error: unknown };

/** What makes an operation of a node into requests: one for Zitadel, one for Directus. */
export interface Protocol<Row extends Operation> {
  /**
   * Makes the call of one item. Reads and checks its parameters; sends nothing that changes anything.
   * Throws `InputError` for what the user can mend.
   */
  prepare(item: ItemContext<Row>): Promise<Call>;
  /**
   * Sends calls of one `batchKey` as one request. Gives one outcome a call, in the order of `calls`; throws where the
   * service refused all, and then none took effect.
   */
  sendBatch?(calls: Call[]): Promise<Outcome[]>;
}

/** A node's tables and how its calls are made. */
export interface NodeTables<Row extends Operation> {
  /** Parameter that chooses the table. */
  selector: 'service' | 'resource';
  tables: Array<Table<Row>>;
  loaded?: LoadedTables<Row>;
}

/** Tables with so many operations that the editor loads them when it needs them. */
export interface LoadedTables<Row extends Operation> {
  tables: Array<Omit<Table<Row>, 'operations'>>;
  /** The node's `loadOptions` method that lists a table's operations. */
  operationsMethod: string;
  /** The form that all these operations share. */
  fields: FormField[];
  /** Beginnings of the names of operations that list. */
  listPrefixes: string[];
  /** The row of an operation; undefined where the table has none of that name. */
  row(table: string, operation: string): Promise<Row | undefined>;
  /** The names of a table's operations, for the error about an unknown one. */
  names(table: string): Promise<string[]>;
}

/** An item on its way out; `pairedItem` is set by the router. */
export type OutputItem = INodeExecutionData;
