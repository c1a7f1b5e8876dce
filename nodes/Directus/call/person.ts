import { InputError } from '../../shared/errors';
import type { ItemContext } from '../../shared/form/parameters';
import type { Json, JsonObject } from '../../shared/json';
import { checkDigits, currentCode } from '../../shared/otp';
import { asText, isObject, text } from '../../shared/parse';
import type { DirectusOperation } from '../operation';
import { anonymous, callDirectus } from './client';
import type { DirectusConnection } from './connection';

/** Who signs in, out of an item's parameters. */
export interface Person {
  email: string;
  password: string;
  /** Six digits, where the account has 2FA on. */
  otp?: string;
  /** TOTP secret to make the six digits from. */
  secret?: string;
}

/**
 * Reads "Act As" of an item.
 *
 * @param data the operation's body, whose code or secret also signs in
 * @returns the person, or undefined for the credential's own user
 * @throws InputError for a missing email address or password
 */
export function readPerson(item: ItemContext<DirectusOperation>, data: JsonObject): Person | undefined {
  const actAs = item.parameter('actAs') ?? 'credential';
  if (actAs === 'credential') return undefined;
  if (actAs !== 'signIn') {
    throw new InputError('Act As: unknown choice', 'Write "credential" or "signIn" into actAs.');
  }
  // With JSON the form's own fields may be left empty, and the body has the value.
  const given = (name: string): unknown => {
    const parameter = item.parameter(name);
    return parameter === '' || parameter === undefined || parameter === null ? data[name] : parameter;
  };
  const required = (label: string, name: string): string => {
    const value = text(label, given(name));
    if (value !== '') return value;
    throw new InputError(`${label} is required to sign in`, `Fill in ${label} (${name}).`);
  };
  const otp = given('otp');
  return {
    email: required('Email', 'email'),
    password: required('Password', 'password'),
    ...(otp !== undefined && otp !== null && otp !== '' && { otp: checkDigits('otp', otp as Json) }),
    // A secret that is only now being enabled does not sign in yet.
    ...(typeof data.secret === 'string' &&
      item.operation.code?.sendSecret !== true && { secret: data.secret }),
  };
}

/**
 * Signs a person in, acts in their name, and signs them out, whatever happened.
 *
 * @param act gets a connection with the person's token
 * @throws ServiceError where the sign-in is refused
 */
export async function asPerson<Result>(
  connection: DirectusConnection,
  person: Person,
  act: (connection: DirectusConnection) => Promise<Result>,
): Promise<Result> {
  const nobody = anonymous(connection);
  const { email, password, secret } = person;
  const otp = person.otp ?? (secret === undefined ? undefined : await currentCode(secret, connection.signal));
  const body = { email, password, ...(otp !== undefined && { otp }), mode: 'json' };
  const session = await callDirectus(nobody, { verb: 'POST', path: '/auth/login', body, effect: 'read' });
  const { access_token: token, refresh_token: refreshToken } = isObject(session) ? session : {};
  try {
    return await act({ ...nobody, token: asText(token) });
  } finally {
    const signOut = {
      verb: 'POST',
      path: '/auth/logout',
      body: { refresh_token: refreshToken ?? '', mode: 'json' },
    };
    // The session ends by itself in any case; that it could not be ended now must not hide what was done.
    await callDirectus({ ...nobody, signal: undefined }, signOut).catch(() => undefined);
  }
}
