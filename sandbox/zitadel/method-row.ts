import type { Caller } from './authentication';
import type { JsonObject } from './json-object';
import type { State } from './state';
import type { MessageRule } from './validation';

/** What a method knows besides its request. */
export interface Context {
  state: State;
  caller: Caller;
  /** The address of the server as the caller knows it. */
  issuer: string;
}

/** One row of a method table. */
export interface MethodRow {
  /** The rules its request must keep; without them any request passes. */
  rule?: MessageRule;
  /** Does the work: request in, reply out, both as proto3 JSON; throws ZitadelError. */
  handle: (context: Context, request: JsonObject) => JsonObject;
}

/** A row of a method that needs no token: there is no caller. */
export interface PublicMethodRow {
  public: true;
  handle: (state: State, request: JsonObject, host: string) => JsonObject;
}
