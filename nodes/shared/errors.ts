import type { JsonObject } from 'n8n-workflow';

/** Longest message: what was given may stand in it, and may be of any length. */
const MOST_CHARACTERS = 1000;

/** Something the user can mend: which field, what was wrong, what to write instead. Raised before anything is sent. */
export class InputError extends Error {
  /** What to do about it, in plain words. */
  readonly remedy?: string;

  constructor(message: string, remedy?: string) {
    super(message.length > MOST_CHARACTERS ? `${message.slice(0, MOST_CHARACTERS)}…` : message);
    this.name = 'InputError';
    this.remedy = remedy;
  }
}

/** What a service answered when it refused, or why it could not be reached. Holds no secret and no request. */
export interface Refusal {
  /** The service's own message. */
  message: string;
  /** The service's own code: a gRPC status name ("NOT_FOUND"), a Directus code ("INVALID_OTP") or a network code. */
  code: string;
  /** Zitadel's error ID, e.g. "COMMAND-do9se". */
  id?: string;
  /** HTTP status, where there is one. */
  status?: number;
  /** What else the service said, by name, e.g. `{ failedAttempts: 2 }`. */
  details?: JsonObject;
  /** What to do about it, in plain words. */
  remedy?: string;
  /** Milliseconds after which the service wants to be asked again. */
  retryAfter?: number;
}

/** A refusal as an exception. */
export class ServiceError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
    this.name = 'ServiceError';
  }
}
