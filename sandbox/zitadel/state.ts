import { randomBytes } from 'node:crypto';
import type { JsonObject } from './json-object';
import type { Project } from './project';
import type { Execution, Target } from './targets';
import { Journal } from './journal';
import { Projections } from './projections';
import { type Release, type ReleaseRow, releaseRow } from './releases';
import { now } from './time';
import { newOrganization, type Organization } from './organization';
import type { User } from './user';

/** Roles of a user, in an organization or (with the instance's id) in the whole instance. */
export interface Membership {
  userId: string;
  scopeId: string;
  roles: string[];
}

/** What a bearer token stands for. */
export interface Token {
  /** Set for a personal access token. */
  id?: string;
  userId: string;
  created: string;
  expires: string;
  /** Set when it was not asked for with the scope for this API, which refuses it then. */
  isForeign?: boolean;
  /** Set for a person's sign-in: whether it was done with a second factor. */
  signIn?: { secondFactor: boolean };
}

/** A token that gives the next access token to the same client. */
export interface RefreshToken {
  userId: string;
  clientId: string;
  scope: string;
  signIn?: { secondFactor: boolean };
}

/** An application: an OIDC one that people sign in to, or an API with a secret. */
export interface Application {
  id: string;
  projectId: string;
  name: string;
  clientId: string;
  redirectUris: string[];
  /** Whether people may stay signed in with a refresh token. */
  mayRefresh: boolean;
  created: string;
  clientSecret?: string;
}

export interface Session {
  id: string;
  token: string;
  userId: string;
  /** When the password was checked; a sign-in needs it. */
  passwordChecked?: string;
  created: string;
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

/** What an identity provider's sign-in page needs. */
export interface IdentityProvider {
  id: string;
  clientId: string;
  authorizationEndpoint: string;
  scopes: string;
}

export interface UserGrant {
  id: string;
  userId: string;
  projectId: string;
  roleKeys: string[];
  created: string;
}

export interface UserSchema {
  id: string;
  type: string;
  schema: JsonObject;
  possibleAuthenticators: string[];
  isActive: boolean;
  revision: number;
  created: string;
  changed: string;
}

/** Everything the server remembers. */
export class State {
  readonly instanceId = this.newId();
  readonly domains = ['localhost', 'zitadel-st4nd1.localhost'];
  readonly organization: Organization;
  readonly organizations = new Map<string, Organization>();
  /** When organizations that are gone were deleted, by id. */
  readonly deletedOrganizations = new Map<string, string>();
  readonly users = new Map<string, User>();
  readonly journal = new Journal();
  /** The codes of passkey registrations: by the user's id, which need not exist, then by their own. */
  readonly passkeyCodes = new Map<string, Map<string, string>>();
  readonly tokens = new Map<string, Token>();
  readonly refreshTokens = new Map<string, RefreshToken>();
  readonly projects = new Map<string, Project>();
  readonly applications = new Map<string, Application>();
  readonly sessions = new Map<string, Session>();
  readonly authRequests = new Map<string, AuthRequest>();
  readonly targets = new Map<string, Target>();
  /** When targets that are gone were deleted, by id. */
  readonly deletedTargets = new Map<string, string>();
  /** By their conditions. */
  readonly executions = new Map<string, Execution>();
  readonly identityProviders = new Map<string, IdentityProvider>();
  readonly userSchemas = new Map<string, UserSchema>();
  /** The methods that executions may be set for, as `/package.Service/Method`. */
  readonly methodNames = new Set<string>();
  readonly webKeyIds = [this.newId(), this.newId()];
  /** The features that were set, if any were. */
  features?: { userSchema: boolean; sequence: number; changed: string };
  userGrants: UserGrant[] = [];
  memberships: Membership[] = [];
  /** What the lists show of all this. */
  readonly projections: Projections;
  private readonly started = now();

  /** What the release that this stands for does in its own way. */
  readonly release: ReleaseRow;

  /**
   * @param accessTokenSeconds how long an access token is good for
   * @param projectionDelay milliseconds after which what was written is in the lists
   */
  constructor(
    readonly accessTokenSeconds = 12 * 60 * 60,
    release: Release = '2026-07',
    projectionDelay = 0,
  ) {
    this.projections = new Projections(projectionDelay, this.started);
    this.release = releaseRow(release);
    this.organization = newOrganization(this.newId(), 'ZITADEL');
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

  /** The details of the instance, and of what came with it. */
  instanceDetails(): JsonObject {
    return {
      sequence: '1',
      creationDate: this.started,
      changeDate: this.started,
      resourceOwner: this.instanceId,
    };
  }

  /** Gives a token out. */
  addToken(token: Omit<Token, 'created'>): string {
    const value = this.newSecret();
    this.tokens.set(value, { ...token, created: now() });
    return value;
  }

  /** Adds roles of a user. */
  addMembership(userId: string, scopeId: string, roles: string[]): void {
    this.memberships.push({ userId, scopeId, roles });
  }

  /** Removes an organization with everything in it. */
  removeOrganization(id: string): void {
    for (const user of this.users.values()) if (user.organizationId === id) this.removeUser(user);
    for (const project of this.projects.values())
      if (project.organizationId === id) this.removeProject(project);
    this.memberships = this.memberships.filter(({ scopeId }) => scopeId !== id);
    this.organizations.delete(id);
    this.deletedOrganizations.set(id, now());
  }

  /** Removes a project with its applications and grants. */
  removeProject({ id }: Project): void {
    this.projects.delete(id);
    this.userGrants = this.userGrants.filter(({ projectId }) => projectId !== id);
    for (const application of this.applications.values()) {
      if (application.projectId === id) this.applications.delete(application.clientId);
    }
  }

  /**
   * Removes a target, from the executions that call it too.
   * @returns when that was
   */
  removeTarget(id: string): string {
    const date = now();
    this.targets.delete(id);
    this.deletedTargets.set(id, date);
    for (const [key, execution] of this.executions) {
      execution.targets = execution.targets.filter((target) => target !== id);
      if (execution.targets.length === 0) this.executions.delete(key);
    }
    return date;
  }

  /** Removes a user with everything that hangs on it. */
  removeUser(user: User): void {
    this.users.delete(user.id);
    this.passkeyCodes.delete(user.id);
    this.userGrants = this.userGrants.filter(({ userId }) => userId !== user.id);
    this.memberships = this.memberships.filter(({ userId }) => userId !== user.id);
    for (const [value, token] of this.tokens) if (token.userId === user.id) this.tokens.delete(value);
    for (const [id, session] of this.sessions) if (session.userId === user.id) this.sessions.delete(id);
  }
}

let lastId = BigInt(Date.now()) * 200_000n;
