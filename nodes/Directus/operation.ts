import type { JsonObject, Operation, Table } from '../shared/operation';

/** What the body of an operation may hold. */
export interface DataRule {
  /** Fields that the route takes. */
  fields: readonly string[];
  /** Fields that must have a value. */
  required?: readonly string[];
  /** Values that a field may have, where they are fixed. */
  choices?: Readonly<Record<string, readonly string[]>>;
  /** Collection whose schema decides on fields that are not in the list, for collections that users may extend. */
  collection?: string;
}

/** A row of a Directus resource: one route. */
export interface DirectusOperation extends Operation {
  verb: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path with its parameters, e.g. "/users/:id". */
  path: string;
  /** Whether the route takes Directus' query object. */
  query?: boolean;
  /** What the body may hold; absent where the route takes none. */
  data?: DataRule;
  /** What to put out when the route answers without content. */
  emptyReply?: JsonObject;
  /**
   * Route that tells whether what the operation is about exists, where the operation's own route does not: Directus
   * answers 204 for ids that it does not have.
   */
  existsAt?: string;
  /** Set where the route signs in by itself, so that the credential's token must not be sent. */
  withoutToken?: boolean;
  /** Set where the operation acts on whoever is signed in: adds "Act As". */
  actAs?: boolean;
  /** How several items go out as one request; absent where each goes out alone. */
  batch?: 'create' | 'get' | 'delete';
}

/** All operations of one Directus resource. */
export type DirectusTable = Table<DirectusOperation>;
