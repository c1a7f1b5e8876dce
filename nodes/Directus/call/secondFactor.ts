import { ServiceError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { isRightCode } from '../../shared/page/code';
import {
  type Confirmed,
  type Enrolment,
  type Filled,
  PageProblem,
  type Person as PagePerson,
  type SecondFactor,
} from '../../shared/page/secondFactor';
import type { Problem } from '../../shared/page/views';
import { asText, isObject } from '../../shared/parse';
import { callDirectus } from './client';
import type { DirectusConnection } from './connection';
import { asPerson } from './person';

/** What Directus' refusals mean to the person. */
const PROBLEMS: Readonly<Record<string, Problem>> = {
  INVALID_CREDENTIALS: { field: 'password', text: 'wrongSignIn' },
  INVALID_PAYLOAD: { field: 'code', text: 'wrongCode' },
  USER_SUSPENDED: { text: 'suspended' },
  // The person's role has neither app access nor the permission to write their own secret.
  FORBIDDEN: { text: 'notAllowed' },
};

/** A user as the credential sees them. */
interface Found {
  id: string;
  hasTotp: boolean;
}

/** 2FA in Directus, for the page where a person sets it up: they sign in there, as nobody else can make their secret. */
export class DirectusSecondFactor implements SecondFactor {
  readonly confirmation = 'signIn';

  /**
   * @param connection the credential's own
   * @param email who it must be; '' for whoever signs in
   * @param replaces whether a person who has 2FA on gets a new secret
   */
  constructor(
    private readonly connection: DirectusConnection,
    private readonly email: string,
    private readonly replaces: boolean,
    readonly sealingSecret: string,
  ) {}

  async person(): Promise<PagePerson> {
    if (this.email === '') return { key: '' };
    const found = await this.find(this.email);
    return {
      key: this.email,
      account: this.email,
      ...(found !== undefined && { id: found.id, hasTotp: found.hasTotp }),
    };
  }

  async confirm({ email: typed, password }: Filled): Promise<Confirmed> {
    const email = this.email === '' ? typed : this.email;
    const act = async (person: DirectusConnection): Promise<Confirmed> => {
      const body = { password };
      const reply = await callDirectus(person, { verb: 'POST', path: '/users/me/tfa/generate', body });
      const { secret, otpauth_url: address } = isObject(reply) ? reply : {};
      return {
        enrolment: {
          person: email,
          account: email,
          secret: asText(secret),
          address: asText(address),
          carried: { password },
        },
      };
    };
    try {
      return await asPerson(this.connection, { email, password }, act);
    } catch (error) {
      // The password is checked first, so only the code of an account with 2FA is missing.
      if (codeOf(error) !== 'INVALID_OTP') throw problemOf(error);
    }
    return this.replaces
      ? { enrolment: await this.ownSecret(email, password) }
      : { existed: await this.result(email, 'existed') };
  }

  async verify({ account: email, secret, carried }: Enrolment, code: string): Promise<JsonObject> {
    const password = asText(carried.password);
    const isReplaced = typeof carried.id === 'string';
    if (!(await isRightCode(secret, code))) throw new PageProblem({ field: 'code', text: 'wrongCode' });
    if (isReplaced) {
      await callDirectus(this.connection, { verb: 'POST', path: `/users/${asText(carried.id)}/tfa/disable` });
    }
    const outcome = isReplaced ? 'updated' : 'created';
    const enable = async (person: DirectusConnection): Promise<JsonObject> => {
      const query = { fields: ['id'] };
      const me = await callDirectus(person, { verb: 'GET', path: '/users/me', query });
      const body = { secret, otp: code };
      await callDirectus(person, { verb: 'POST', path: '/users/me/tfa/enable', body });
      return { verified: true, id: isObject(me) ? asText(me.id) : '', email, outcome };
    };
    try {
      return await asPerson(this.connection, { email, password }, enable);
    } catch (error) {
      // Another request with the same form was a moment earlier.
      if (isOnAlready(error)) return await this.result(email, outcome);
      throw problemOf(error);
    }
  }

  existed(person: PagePerson): JsonObject {
    const { id } = person as PagePerson & Partial<Found>;
    return { verified: true, ...(id !== undefined && { id }), email: person.key, outcome: 'existed' };
  }

  /** A secret that takes the place of the one there is when its first code is right, and not before. */
  private async ownSecret(email: string, password: string): Promise<Enrolment> {
    const found = await this.find(email);
    if (found === undefined)
      throw new Error('the credential cannot read the user, and so not replace the secret');
    const { generateSecret, generateURI } = await import('otplib');
    const secret = generateSecret();
    const address = generateURI({ secret, label: email, issuer: 'Directus' });
    return { person: email, account: email, secret, address, carried: { password, id: found.id } };
  }

  private async result(email: string, outcome: string): Promise<JsonObject> {
    const found = await this.find(email);
    return { verified: true, ...(found !== undefined && { id: found.id }), email, outcome };
  }

  /**
   * Looks a user up in the name of the credential; undefined where it may not, or there is none. Directus keeps an address as
   * it was written, and signs in whatever its case.
   */
  private async find(email: string): Promise<Found | undefined> {
    const query = {
      fields: ['id', 'email', 'tfa_secret'],
      filter: { email: { _icontains: email } },
      limit: -1,
    };
    const users = await callDirectus(this.connection, { verb: 'GET', path: '/users', query }).catch(
      () => undefined,
    );
    const user = (Array.isArray(users) ? users : [])
      .filter(isObject)
      .find((found) => asText(found.email).toLowerCase() === email.toLowerCase());
    if (user === undefined) return undefined;
    return { id: asText(user.id), hasTotp: typeof user.tfa_secret === 'string' };
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof ServiceError ? error.refusal.code : undefined;
}

function isOnAlready(error: unknown): boolean {
  if (codeOf(error) === 'INVALID_OTP') return true;
  return error instanceof ServiceError && /already set/i.test(error.refusal.message);
}

function problemOf(error: unknown): unknown {
  const problem = PROBLEMS[codeOf(error) ?? ''];
  return problem === undefined ? error : new PageProblem(problem);
}
