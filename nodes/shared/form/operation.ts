import type { INodeProperties } from 'n8n-workflow';

import type { CodeSource } from '../otp';

/**
 * A field of a form: an n8n property, with what the router needs to know of it. `options` of a collection and `values`
 * of a fixed collection may be form fields too.
 */
export interface FormField extends INodeProperties {
  /** Set where the service takes bytes: the user writes text, and its base64 is sent. */
  bytes?: boolean;
  /**
   * Request field that the value goes to, where it is not the name: several form fields may fill one of the request. With
   * dots it is a field inside others, e.g. "human.profile.givenName".
   */
  requestField?: string;
  /**
   * Set on a fixed collection whose groups are the members of a oneof: an entry of its group "emailQuery" becomes the
   * message `{ "emailQuery": {…} }`.
   */
  oneof?: boolean;
  /**
   * Set on a fixed collection that is a map of the request: each entry has a `key`, and a `value` or the fields of a
   * message.
   */
  map?: boolean;
  /**
   * Set where the fields of a resource mapper are one value of the request, under the mapper's name; and on the one field
   * of a group that is no message, e.g. an ID as the member of a oneof.
   */
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
  /** Request fields that choose the records of a list: shown in the form itself, below Limit. */
  filters?: FormField[];
  /** What the rows of the reply are shortened as; adds "Simplify". */
  simplify?: string;
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
  /** Set where the workflow waits for a person at a page of its own. */
  waits?: boolean;
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

/** A node's tables and how its calls are made. */
export interface NodeTables<Row extends Operation> {
  /** What the parameter `resource`, which chooses the table, is called in the form. */
  label: 'Service' | 'Resource';
  tables: Array<Table<Row>>;
  loaded?: LoadedTables<Row>;
}

/** Tables with so many operations that the editor loads their forms when it needs them. */
export interface LoadedTables<Row extends Operation> {
  /** All rows have the same fields, which are loaded. */
  tables: Array<Table<Row>>;
  /** The form that all these operations share. */
  fields: FormField[];
  /** Entries of "Options" that these operations share, beside those of the node. */
  options?: INodeProperties[];
  /** Beginnings of the names of operations that list. */
  listPrefixes: string[];
}
