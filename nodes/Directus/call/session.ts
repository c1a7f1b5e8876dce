import { createHash } from 'node:crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { InputError, ServiceError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { checkSecret, currentCode } from '../../shared/otp';
import { asText, isObject, text } from '../../shared/parse';
import { type Endpoint, endpointKey } from '../../shared/transport/endpoint';
import { callDirectus } from './client';
import type { DirectusConnection, Session } from './connection';

/** A token is replaced this long before it ends, so that none ends on its way. */
const SPARE_MILLISECONDS = 30_000;
/** Sessions kept; the one used longest ago goes first. */
const MOST_SESSIONS = 100;

/** What a credential signs in with. */
export interface Login {
  email: string;
  password: string;
  /** Base32 secret to make the six digits from; '' for an account without 2FA. */
  otpSecret: string;
}

interface Tokens {
  access: string;
  refresh: string;
  /** Milliseconds since 1970. */
  ends: number;
}

const sessions = new Map<string, LoginSession>();

/**
 * Reads what signs in from a credential.
 *
 * @throws InputError for a field that is missing
 */
export function readLogin(credential: ICredentialDataDecryptedObject): Login {
  const email = text('Email in the credential', credential.email).trim();
  const password = text('Password in the credential', credential.password);
  const otpSecret = text('TOTP Secret in the credential', credential.otpSecret).trim();
  if (email === '') throw new InputError('Email in the credential is empty', 'Fill it in.');
  if (password === '') throw new InputError('Password in the credential is empty', 'Fill it in.');
  return {
    email,
    password,
    otpSecret: otpSecret === '' ? '' : checkSecret('TOTP Secret in the credential', otpSecret),
  };
}

/** The session of a login, the same for all executions of this process. */
export function sessionOf(endpoint: Endpoint, login: Login): Session {
  const key = createHash('sha256')
    .update(JSON.stringify([endpointKey(endpoint), endpoint.url.pathname, login]))
    .digest('base64');
  const session = sessions.get(key) ?? new LoginSession(login);
  sessions.delete(key);
  sessions.set(key, session);
  for (const oldest of sessions.keys()) {
    if (sessions.size <= MOST_SESSIONS) break;
    sessions.delete(oldest);
  }
  return session;
}

/** Signs in with a password, keeps the session, and never signs in twice at the same time. */
export class LoginSession implements Session {
  private tokens: Tokens | undefined;
  private renewing: Promise<Tokens> | undefined;

  constructor(private readonly login: Login) {}

  async token(connection: DirectusConnection): Promise<string> {
    if (this.tokens !== undefined && this.tokens.ends - Date.now() > SPARE_MILLISECONDS) {
      return this.tokens.access;
    }
    return (await this.renewOnce(connection)).access;
  }

  async renew(connection: DirectusConnection, refused: string): Promise<string> {
    if (this.tokens?.access === refused) this.tokens = { ...this.tokens, ends: 0 };
    return await this.token(connection);
  }

  private async renewOnce(connection: DirectusConnection): Promise<Tokens> {
    // The execution that began it may be stopped, and others wait for it too.
    this.renewing ??= this.fetchTokens({
      ...connection,
      token: undefined,
      session: undefined,
      signal: undefined,
    });
    try {
      this.tokens = await this.renewing;
      return this.tokens;
    } finally {
      this.renewing = undefined;
    }
  }

  private async fetchTokens(connection: DirectusConnection): Promise<Tokens> {
    const refresh = this.tokens?.refresh;
    this.tokens = undefined;
    if (refresh === undefined) return await this.signIn(connection);
    const body = { refresh_token: refresh, mode: 'json' };
    const renewal = callDirectus(connection, { verb: 'POST', path: '/auth/refresh', body, effect: 'read' });
    const session = await renewal.catch(() => undefined);
    return session === undefined ? await this.signIn(connection) : toTokens(session);
  }

  private async signIn(connection: DirectusConnection): Promise<Tokens> {
    const { email, password, otpSecret } = this.login;
    const otp = otpSecret === '' ? undefined : await currentCode(otpSecret);
    const body: JsonObject = { email, password, mode: 'json', ...(otp !== undefined && { otp }) };
    return toTokens(
      await callDirectus(connection, { verb: 'POST', path: '/auth/login', body, effect: 'read' }),
    );
  }
}

/**
 * A session of which a refused sign-in is remembered, so that it is asked for once and not once an item: an account is
 * suspended after some wrong passwords. For one execution; the next one asks anew.
 */
export function refusedOnce(session: Session): Session {
  let refused: ServiceError | undefined;
  const ask = async (work: () => Promise<string>): Promise<string> => {
    if (refused !== undefined) throw refused;
    return await work().catch((error: unknown) => {
      if (error instanceof ServiceError && error.refusal.status === 401) refused = error;
      throw error;
    });
  };
  return {
    token: async (connection) => await ask(async () => await session.token(connection)),
    renew: async (connection, token) => await ask(async () => await session.renew(connection, token)),
  };
}

function toTokens(reply: unknown): Tokens {
  const { access_token: access, refresh_token: refresh, expires } = isObject(reply) ? reply : {};
  return { access: asText(access), refresh: asText(refresh), ends: Date.now() + Number(expires ?? 0) };
}
