import type { JsonObject } from '../json';
import type { Confirmation, Problem } from './views';

/** Who a page is about. */
export interface Person {
  /** What the sealed state is bound to: an ID, or an address. */
  key: string;
  /** What the page calls the account; absent where it is not known yet. */
  account?: string;
  /** Whether an authenticator app is set up already; absent where only the sign-in can tell. */
  hasTotp?: boolean;
}

/** A secret that waits for its first code. */
export interface Enrolment {
  person: string;
  account: string;
  /** Base32. */
  secret: string;
  /** `otpauth://` address of the secret. */
  address: string;
  /** What the service needs to verify it; sealed with the rest. */
  carried: JsonObject;
}

/** What a person filled in. */
export type Filled = Readonly<Record<'email' | 'password' | 'mailCode' | 'person', string>>;

/** What became of a confirmation. */
export type Confirmed = { enrolment: Enrolment } | { existed: JsonObject };

/** A server that a person sets up an authenticator app for: what the page itself does not know. */
export interface SecondFactor {
  /** Secret of the credential, to seal with. */
  readonly sealingSecret: string;
  readonly confirmation: Confirmation;
  /** Looks up who the page is about. */
  person(): Promise<Person>;
  /** Sends the code that confirms by email. */
  sendCode?(): Promise<void>;
  /** Checks what shows that the account is theirs, and makes the secret. Throws `PageProblem`. */
  confirm(filled: Filled): Promise<Confirmed>;
  /** Verifies the first code and switches the factor on. Throws `PageProblem`. */
  verify(enrolment: Enrolment, code: string): Promise<JsonObject>;
  /** Makes recovery codes, where they are wanted. */
  recoveryCodes?(): Promise<string[]>;
  /** What the workflow goes on with for somebody who has one already. */
  existed(person: Person): JsonObject;
}

/** Something that the person can put right, or must be told. */
export class PageProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.text);
    this.name = 'PageProblem';
  }
}
