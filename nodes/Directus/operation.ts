import type { Operation, Table } from '../shared/form/operation';
import type { JsonObject } from '../shared/json';
import type { DirectusInput } from './input';
import type { ValueForm } from './request/valueForms';

/** What the body of an operation may hold. */
export interface DataRule {
  /**
   * `object` (the default), a `list` of objects, or `either`. `any` is sent as it is: the route takes what a user made.
   */
  form?: 'object' | 'list' | 'either' | 'any';
  /** Fields that the route takes. Without them, `collection` decides. */
  fields?: readonly string[];
  /** Fields that must have a value. */
  required?: readonly string[];
  /** Values that a field may have, where they are fixed. */
  choices?: Readonly<Record<string, readonly string[]>>;
  /**
   * Collection whose schema decides on fields that are not in the list, for collections that users may extend; or the
   * route's parameter that names it, e.g. ":collection".
   */
  collection?: string;
  /** Fields that Directus once had, with where to write it now. A server that still has them takes them. */
  moved?: Readonly<Record<string, string>>;
  /** Set where the body must change something: an empty one is an error. */
  notEmpty?: boolean;
  /** Adds what Directus needs and a user need not write. */
  complete?: (data: JsonObject) => JsonObject;
}

/** Since when Directus has an operation, or until when it had it. */
export interface Availability {
  /** First version with it, e.g. "11.0". */
  from?: string;
  /** First version without it, e.g. "11.14". */
  gone?: string;
  /** What to use instead. */
  instead: string;
}

/** Which files of an item an operation sends: those in the binary fields that "binaryPropertyName" names. */
export interface FileRule {
  /** Binary field that is taken unless another is named; '' for none. */
  preset: string;
  /** Whether it also works without a file, where no field is named. */
  optional?: boolean;
  /** Fields of the body that must have a value where there is no file. */
  requiredWithout?: readonly string[];
  /** Whether several fields may be named. */
  several?: boolean;
  /** MIME types that the route takes, by the endings of file names. Any without it. */
  types?: Readonly<Record<string, string>>;
}

/** How a creation is told from what is there already. */
export interface ExistsRule {
  /** Fields whose values together tell a record; "uniqueField" of the options for a record of any collection. */
  by?: readonly string[] | 'uniqueField';
  /** Route of the one thing that it would be, with parameters and fields of the body in it. */
  at?: string;
  /** Fields that "update" leaves as they are: secrets, which nobody can compare. */
  keeps?: readonly string[];
}

/** What the rows of a reply are shortened as. */
export type SimplifierName =
  | 'file'
  | 'flow'
  | 'operation'
  | 'panel'
  | 'policy'
  | 'preset'
  | 'serverInfo'
  | 'settings'
  | 'share'
  | 'user'
  | 'version'
  | 'webhook';

/** How an operation is sent where one request with its own verb and path is not all. */
export type SenderName =
  | 'aggregate'
  | 'createFiles'
  | 'createMultiple'
  | 'deleteByQuery'
  | 'deleteExtension'
  | 'deleteMultiple'
  | 'deploy'
  | 'downloadAsset'
  | 'downloadFiles'
  | 'downloadFolder'
  | 'exportItems'
  | 'exportToFile'
  | 'getSingleton'
  | 'importFile'
  | 'importItems'
  | 'inviteUser'
  | 'rawRequest'
  | 'resolveLicense'
  | 'saveVersion'
  | 'searchMarketplace'
  | 'sortItem'
  | 'startSignIn'
  | 'triggerFlow'
  | 'updateByQuery'
  | 'updateCollections'
  | 'updateFields'
  | 'updateFile'
  | 'updateMultiple'
  | 'updateProjects'
  | 'updateSingleton'
  | 'uploadChunked'
  | 'upsert';

/** A row of a Directus resource: one route. */
export interface DirectusOperation extends Operation {
  verb: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path with its parameters, e.g. "/users/:id". */
  path: string;
  /** Parameters beside those in the path: "ids" of several records, or what its sender needs. */
  parameters?: readonly string[];
  /** Values of parameters in the path that need not be given. */
  presets?: Readonly<Record<string, string>>;
  /** Whether the route takes Directus' query object; a list names the route's own, "*" any. */
  query?: boolean | readonly string[];
  /** What the body may hold; absent where the route takes none. */
  data?: DataRule;
  /** What its request must be beyond that. Throws `InputError`. */
  check?: (input: DirectusInput) => DirectusInput;
  /** How values must look, by their names in the path, the query or the body. */
  forms?: Readonly<Record<string, ValueForm>>;
  /** Set where it sends a file of the item; adds "Input Binary Field". */
  takesFile?: FileRule;
  /** Set where it puts out a file; adds "Put Output in Field". */
  givesFile?: boolean;
  /** What to put out when the route answers without content. */
  emptyReply?: JsonObject;
  /** Set where a route that answers without content has not found the record. */
  emptyMeansUnknown?: boolean;
  /**
   * How the reply is put out: its `data` (the default), the `whole` reply, the `location` that the route redirects to, or
   * as a `text` field of this name.
   */
  reply?: 'data' | 'whole' | 'location' | { text: string };
  /**
   * Route that tells whether what the operation is about exists, where the operation's own route does not: Directus
   * answers 204 for ids that it does not have.
   */
  existsAt?: string;
  /** Set where the route signs in by itself, so that the credential's token must not be sent. */
  withoutToken?: boolean;
  /** Filter that holds beside that of the query. */
  filter?: JsonObject;
  /** Set where the operation acts on whoever is signed in: adds "Act As". */
  actAs?: boolean;
  /** How several items go out as one request; absent where each goes out alone. */
  batch?: 'create' | 'get' | 'update' | 'delete' | 'upsert';
  /** Collection of the records, or ":collection"; known keys make batches and stable lists possible. */
  records?: string;
  /** Set where the list comes whole, so that Limit is applied here. */
  unpaged?: boolean;
  /** Set where the route takes no list of changes: it would take one for a change of every record. */
  withoutLists?: boolean;
  /** Set where Directus mixes rows that are no records (`system: true`) into its replies. */
  mixed?: boolean;
  /** Set on creations that can be told from what is there already; adds "If It Exists Already". */
  exists?: ExistsRule;
  /** How it is sent, where one request is not all. */
  send?: SenderName;
  simplify?: SimplifierName;
  /** Versions of Directus that have it. */
  available?: Availability;
  /** What to do about codes that mean something of their own here. */
  remedies?: Readonly<Record<string, string>>;
}

/** All operations of one Directus resource. */
export type DirectusTable = Table<DirectusOperation>;
