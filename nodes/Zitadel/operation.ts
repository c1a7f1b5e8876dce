import type { Operation, Table } from '../shared/form/operation';
import type { Json } from '../shared/json';

/** What the rows of a reply are flattened as. */
export type SimplifierName =
  | 'administrator'
  | 'application'
  | 'authorization'
  | 'branding'
  | 'legalLinks'
  | 'loginSettings'
  | 'membership'
  | 'myBranding'
  | 'myLegalLinks'
  | 'myLoginRules'
  | 'myProfile'
  | 'mySession'
  | 'project'
  | 'refreshToken'
  | 'session'
  | 'user'
  | 'userGrant';

/** A row of a Zitadel service. */
export interface ZitadelOperation extends Operation {
  /** Name of the method in the catalogue, in lowerCamelCase, where it is not the row's value. */
  method?: string;
  /** Set where the service and the method are fields of the request. */
  isRawCall?: boolean;
  /** Set where the form is loaded from the catalogue. */
  isLoaded?: boolean;
  simplify?: SimplifierName;
}

/** All operations of one Zitadel service; `value` names its catalogue. */
export type ZitadelTable = Table<ZitadelOperation>;

/**
 * JSON with places to fill: "$email.email" is a value of the request, "@human.email" one of the record that was found,
 * "~$organization.orgId" the organization of the request or else that of the options, `{ "+": [a, b] }` two lists as
 * one without doubles, and `{ "?": entry }` an entry of a list that is left out where its values are missing.
 */
export type Template = Json;

/** A way to find a record. It is passed over where a value that it needs is missing. */
export interface Lookup {
  method: string;
  request: Template;
  /** Field of the reply that has the record, or the list of records. */
  record: string;
  /** What a record of the list must have, by its fields. */
  match?: Readonly<Record<string, string>>;
}

/** A change that makes a record what a creation asks for. */
export interface RecordChange {
  method: string;
  /** What names the record. */
  ids: Readonly<Record<string, string>>;
  /** Fields to change, by their path in the request: only what differs from what `is` is sent. */
  changes: Readonly<Record<string, { value: Template; is?: string }>>;
  /** Where what is there is a list of its own, read as "@list". */
  read?: Lookup;
  /** Set where the method takes what is left out for empty, so that all fields are sent. */
  whole?: boolean;
}

/** An ID that a creation takes from the caller. The first of the ways to find the record looks for it. */
export interface OwnId {
  /** Field of the request. */
  field: string;
  /** Error ID with which the server says that there is a record with this ID. */
  taken: string;
  /** Fields of the request that have the reply hold what cannot be read again, by their paths. */
  secrets: readonly string[];
}

/** How a creation is told from what is there already: how that is found, put out and changed. */
export interface ExistingRule {
  /** Service of the methods below, where it is not the creation's own. */
  service?: string;
  /** Ways to find the record, the surest first. None where only the refusal tells. */
  find: readonly Lookup[];
  /** Error IDs with which the server says that it is there, where it cannot be looked up. */
  ids?: readonly string[];
  /** The creation's reply out of the record: field of the reply -> path in the record. */
  reply: Readonly<Record<string, string>>;
  /** How an ID for the record can be made here, so that a creation whose answer was lost is told by it. */
  ownId?: OwnId;
  /** What "update" does, in this order; without it there is nothing to change. */
  updates?: readonly RecordChange[];
}
