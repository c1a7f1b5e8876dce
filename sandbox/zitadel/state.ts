import { randomBytes } from 'node:crypto';
import type { User } from './user';

export interface Organization {
  id: string;
  name: string;
  primaryDomain: string;
  sequence: number;
}

/** Roles of a user, in an organization or (with the instance's id) in the whole instance. */
export interface Membership {
  userId: string;
  scopeId: string;
  roles: string[];
}

/** What a bearer token stands for. */
export interface Token {
  userId: string;
  expires: string;
  /** Set for a person's sign-in: whether it was done with a second factor. */
  signIn?: { secondFactor: boolean };
}

export interface Project {
  id: string;
  organizationId: string;
  name: string;
}

/** An OIDC application that people sign in to. */
export interface Application {
  id: string;
  projectId: string;
  name: string;
  clientId: string;
  redirectUris: string[];
}

export interface Session {
  id: string;
  token: string;
  userId: string;
  /** When the password was checked; a sign-in needs it. */
  passwordChecked?: string;
  expires?: string;
}

/** A sign-in on its way from the authorize endpoint to the token endpoint. */
export interface AuthRequest {
  id: string;
  clientId: string;
  loginClientId: string;
  redirectUri: string;
  scope: string;
  state: string;
  codeChallenge: string;
  code?: string;
  userId?: string;
}

/** Everything the server remembers. */
export class State {
  readonly instanceId = this.newId();
  readonly domains = ['localhost', 'zitadel-standin.localhost'];
  readonly organization: Organization;
  readonly organizations = new Map<string, Organization>();
  readonly users = new Map<string, User>();
  readonly tokens = new Map<string, Token>();
  readonly projects = new Map<string, Project>();
  readonly applications = new Map<string, Application>();
  readonly sessions = new Map<string, Session>();
  readonly authRequests = new Map<string, AuthRequest>();
  memberships: Membership[] = [];

  constructor() {
    this.organization = {
      id: this.newId(),
      name: 'ZITADEL',
      primaryDomain: 'zitadel.localhost',
      sequence: 1,
    };
    this.organizations.set(this.organization.id, this.organization);
  }

  /** A new id: 18 digits, each greater than the one before. */
  newId(): string {
    lastId += BigInt(1 + Math.floor(Math.random() * 1000));
    return String(lastId);
  }

  /** A new secret text that fits into URLs and headers. */
  newSecret(bytes = 48): string {
    return randomBytes(bytes).toString('base64url');
  }

  /** Gives a token out. */
  addToken(token: Token): string {
    const value = this.newSecret();
    this.tokens.set(value, token);
    return value;
  }

  /** Adds roles of a user. */
  addMembership(userId: string, scopeId: string, roles: string[]): void {
    this.memberships.push({ userId, scopeId, roles });
  }

  /** Removes a user with everything that hangs on it. */
  removeUser(user: User): void {
    this.users.delete(user.id);
    this.memberships = this.memberships.filter(({ userId }) => userId !== user.id);
    for (const [value, token] of this.tokens) if (token.userId === user.id) this.tokens.delete(value);
    for (const [id, session] of this.sessions) if (session.userId === user.id) this.sessions.delete(id);
  }
}

let lastId = BigInt(Date.now()) * 200_000n;
