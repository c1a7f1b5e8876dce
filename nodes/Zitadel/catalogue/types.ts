/**
 * What one Zitadel service takes and gives, read from `@zitadel/node` and `@zitadel/proto` by `npm run catalogue` and kept as
 * `catalogue/<ServiceValue>.json`. Forms, the strict request check and the REST transport are made from it.
 */
export interface Catalogue {
  /** Full proto name, e.g. "zitadel.user.v2.UserService". */
  service: string;
  /** Module below `@zitadel/node/dist/api/generated`, e.g. "zitadel/user/v2/user_service.js". */
  module: string;
  /** Name of the exported definition in it, e.g. "UserServiceDefinition". */
  definition: string;
  /**
   * How the server takes JSON: "connect" (`POST /<service>/<Method>`; v2 and v2beta) or "rest" (the
   * `google.api.http` paths; v1 and v3alpha).
   */
  json: 'connect' | 'rest';
  /** By the method's name in lowerCamelCase, as in the package, in the order of the proto. */
  methods: Record<string, CatalogueMethod>;
  /** Full message name -> JSON field name -> type, for each message a request or a response can contain. */
  messages: Record<string, CatalogueMessage>;
  /** Full enum name -> value names in the order of their numbers. */
  enums: Record<string, string[]>;
  /** Full name of a message in a request -> what the server refuses in it beyond its types. */
  rules: Record<string, MessageRules>;
}

/**
 * JSON field name -> type, in the order of the proto. A type is written as in a proto file: a scalar
 * ("string", "bytes", "uint64", ...), or the full name of a message or an enum, alone or as
 * "repeated X", "map<string, X>" or "optional X". "optional" marks what can be present or absent by itself:
 * members of a oneof and proto3's own optional fields. Messages of `google.protobuf` are not expanded.
 */
export type CatalogueMessage = Record<string, string>;

/** Least and most that is allowed; null where there is no upper limit. */
export type Limits = [number, number | null];

/** What the server refuses in a message beyond the types of its fields. */
export interface MessageRules {
  /** Fields that must have a value. */
  required?: string[];
  /** Characters of a text that is given, or of each text in a list. */
  length?: Record<string, Limits>;
  /** Bytes that a text takes as UTF-8. */
  textBytes?: Record<string, Limits>;
  /** Bytes of a value of type bytes that is given. */
  bytes?: Record<string, Limits>;
  /** Entries of a list. */
  items?: Record<string, Limits>;
  /** A number that is given. */
  range?: Record<string, Limits>;
  /** Seconds of a Duration that is given. */
  seconds?: Record<string, Limits>;
  /** What a text that is given begins with. */
  prefix?: Record<string, string>;
  /** Values of an enum that are refused, also in a list. */
  not?: Record<string, string[]>;
  /** Fields that must be an email address. */
  email?: string[];
  /** Fields that may be true or left out, but not false. */
  onlyTrue?: string[];
  /** Lists in which nothing may be twice. */
  unique?: string[];
  /** Groups of fields of which at most one may be given. */
  oneofs?: string[][];
  /** Groups of fields of which at least one must be given. */
  needed?: string[][];
  /** Fields that are still taken, but deprecated. */
  deprecated?: string[];
}

export interface CatalogueMethod {
  /** Name in the proto, e.g. "RegisterTOTP". */
  name: string;
  /** Full name of the request message. */
  request: string;
  /** Full name of the response message. */
  response: string;
  /** The method's REST path; absent when the proto gives none. */
  http?: CatalogueHttp;
  /** There and true when the proto calls the method deprecated. */
  deprecated?: true;
  /** There and true for what the server has and `@zitadel/node` lacks: it is reached over HTTP/JSON alone. */
  httpOnly?: true;
}

export interface CatalogueHttp {
  /** "GET", "POST", "PUT", "PATCH" or "DELETE". */
  verb: string;
  /** With the service's prefix and the JSON names of the fields, e.g. "/v2/users/{userId}/totp". */
  path: string;
  /** "*" when the fields outside the path are the body, or the one field that is; absent when there is no body. */
  body?: string;
}

/** `catalogue/generated/index.json`: the parameter value of a service -> its full proto name and number of methods. */
export type CatalogueIndex = Record<string, { service: string; methods: number }>;

/** A method that not every version of Zitadel has. */
export interface VersionedMethod {
  /** The version by which it was there, e.g. "v4.8 (December 2025)". */
  since?: string;
  /** The last version in which it was seen. */
  until?: string;
  /** What does its work where it is lacking, as "service.method" with the service's value. */
  instead?: string[];
}

/** `catalogue/generated/versions.json`: full name of a service -> name of a method in the proto -> what is known of it. */
export type CatalogueVersions = Record<string, Record<string, VersionedMethod>>;

/** `catalogue/generated/methods.json`: the methods of each service, by whether they are deprecated. */
export type MethodNames = Record<string, { current: string[]; deprecated: string[] }>;
