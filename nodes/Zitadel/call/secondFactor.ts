import { ServiceError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { isRightCode } from '../../shared/page/code';
import {
  type Confirmed,
  type Enrolment,
  type Filled,
  PageProblem,
  type Person,
  type SecondFactor,
} from '../../shared/page/secondFactor';
import type { Problem } from '../../shared/page/views';
import { asText, isObject } from '../../shared/parse';
import { loadCatalogue } from '../catalogue/catalogue';
import { callZitadel, type ZitadelConnection } from './client';

const TIMEOUT = 30_000;
const TOTP = 'AUTHENTICATION_METHOD_TYPE_TOTP';
/** As many as a user may have, unless the server is set otherwise. */
const RECOVERY_CODES = 10;
/** A session that only checks a password; it is deleted at once, and ends by itself where that fails. */
const LIFETIME = '60s';
/** Longer text is no code: Zitadel takes 20 characters. */
const MOST_CODE_CHARACTERS = 20;

/** How the person shows that the account is theirs. */
export type ConfirmWith = 'password' | 'email' | 'link';

/** What the page is about, by the node's parameters. */
export interface TotpPage {
  userId: string;
  confirmWith: ConfirmWith;
  recoveryCodes: boolean;
}

/** What Zitadel's refusals mean to the person. */
const PROBLEMS: Readonly<Record<string, Problem>> = {
  'COMMAND-3M0fs': { field: 'password', text: 'wrongPassword' },
  'COMMAND-JLK35': { text: 'locked' },
  'COMMAND-eis9R': { field: 'mailCode', text: 'wrongMailCode' },
  'EVENT-8isk2': { field: 'code', text: 'wrongCode' },
  'COMMAND-3Mif9s': { text: 'replaced' },
};

/** An authenticator app in Zitadel, for the page where a person sets it up. */
export class ZitadelSecondFactor implements SecondFactor {
  readonly confirmation: ConfirmWith;
  readonly recoveryCodes?: () => Promise<string[]>;
  private organizationId = '';
  private hasTotp = false;

  constructor(
    private readonly connection: ZitadelConnection,
    private readonly page: TotpPage,
    readonly sealingSecret: string,
  ) {
    this.confirmation = page.confirmWith;
    if (page.recoveryCodes) this.recoveryCodes = () => this.makeRecoveryCodes();
  }

  /**
   * Checks, before anybody waits, that the user is a person and that the credential may do what the page will.
   *
   * @throws ServiceError with a remedy
   */
  async check(): Promise<void> {
    await this.person();
    if (this.confirmation !== 'password') return;
    const user = { user: { userId: this.page.userId } };
    await this.checkSession(user).catch((error: unknown) => {
      // A user created a moment ago is not found by sessions yet.
      if (idOf(error) !== 'QUERY-Dfbg2') throw withRoleRemedy(error);
    });
  }

  async person(): Promise<Person> {
    const { userId } = this.page;
    const [reply, methods] = await Promise.all([
      this.user('getUserByID', {}),
      this.user('listAuthenticationMethodTypes', {}),
    ]);
    const user = isObject(reply.user) ? reply.user : {};
    if (!isObject(user.human)) {
      throw new ServiceError({
        code: 'FAILED_PRECONDITION',
        message: 'The user is no person',
        remedy: 'Check the user ID: a service user has no second factor.',
      });
    }
    const details = isObject(user.details) ? user.details : {};
    this.organizationId = asText(details.resourceOwner);
    this.hasTotp = Array.isArray(methods.authMethodTypes) && methods.authMethodTypes.includes(TOTP);
    return {
      key: userId,
      account: asText(user.preferredLoginName) || asText(user.username),
      hasTotp: this.hasTotp,
    };
  }

  async sendCode(): Promise<void> {
    await this.user('sendEmailCode', { sendCode: {} });
  }

  async confirm(filled: Filled): Promise<Confirmed> {
    const { key, account = key } = await this.person();
    await this.confirmPerson(filled);
    const isReplaced = this.hasTotp;
    if (isReplaced) await this.user('removeTOTP', {});
    const { uri, secret } = await this.user('registerTOTP', {});
    const enrolment = { person: key, account, secret: asText(secret), address: asText(uri) };
    return { enrolment: { ...enrolment, carried: { isReplaced } } };
  }

  async verify({ secret, carried }: Enrolment, code: string): Promise<JsonObject> {
    const result = {
      verified: true,
      userId: this.page.userId,
      outcome: carried.isReplaced === true ? 'updated' : 'created',
    };
    try {
      await this.user('verifyTOTPRegistration', { code });
    } catch (error) {
      // Another request with the same form was a moment earlier.
      const isVerified = idOf(error) === 'COMMAND-qx4ls' && (await isRightCode(secret, code));
      if (!isVerified) throw await this.problemOf(error);
    }
    return result;
  }

  existed(): JsonObject {
    return { verified: true, userId: this.page.userId, outcome: 'existed' };
  }

  private async confirmPerson({ password, mailCode }: Filled): Promise<void> {
    if (this.confirmation === 'link') return;
    if (this.confirmation === 'email' && mailCode.length > MOST_CODE_CHARACTERS) {
      throw new PageProblem({ field: 'mailCode', text: 'wrongMailCode' });
    }
    const confirming =
      this.confirmation === 'email'
        ? this.user('verifyEmail', { verificationCode: mailCode })
        : this.checkSession({ user: { userId: this.page.userId }, password: { password } });
    await confirming.catch(async (error: unknown) => {
      throw await this.problemOf(error);
    });
  }

  private async makeRecoveryCodes(): Promise<string[]> {
    const make = (): Promise<JsonObject> => this.user('generateRecoveryCodes', { count: RECOVERY_CODES });
    const { recoveryCodes } = await make().catch(async (error: unknown) => {
      // The person has some already, whose number cannot be read: the new ones take their place.
      if (idOf(error) !== 'COMMAND-8f2k9') throw error;
      await this.user('removeRecoveryCodes', {});
      return await make();
    });
    return Array.isArray(recoveryCodes) ? recoveryCodes.map(asText) : [];
  }

  /** Creates a session with checks, and deletes it. */
  private async checkSession(checks: JsonObject): Promise<void> {
    const session = await this.call('SessionService', 'createSession', { checks, lifetime: LIFETIME });
    const { sessionId, sessionToken } = session;
    const ended = { sessionId: asText(sessionId), sessionToken: asText(sessionToken) };
    await this.call('SessionService', 'deleteSession', ended).catch(() => undefined);
  }

  /** A refusal as the person is told it. */
  private async problemOf(error: unknown): Promise<unknown> {
    const problem = PROBLEMS[idOf(error) ?? ''];
    if (problem === undefined) return error;
    const left = problem.text === 'wrongPassword' ? await this.attemptsLeft(error) : undefined;
    if (left === 0) return new PageProblem({ text: 'locked' });
    return new PageProblem({ ...problem, ...(left !== undefined && { left }) });
  }

  /** Attempts left before the user is locked; undefined where there is no limit, or it may not be read. */
  private async attemptsLeft(error: unknown): Promise<number | undefined> {
    const failed = error instanceof ServiceError ? Number(error.refusal.details?.failedAttempts) : NaN;
    const ctx = { orgId: this.organizationId };
    const reply = await this.call('SettingsService', 'getLockoutSettings', { ctx }).catch(() => ({}));
    const settings = 'settings' in reply && isObject(reply.settings) ? reply.settings : {};
    const most = Number(settings.maxPasswordAttempts ?? 0);
    return most > 0 && failed > 0 ? Math.max(0, most - failed) : undefined;
  }

  private async user(method: string, fields: JsonObject): Promise<JsonObject> {
    return await this.call('UserService', method, { userId: this.page.userId, ...fields });
  }

  private async call(service: string, method: string, request: JsonObject): Promise<JsonObject> {
    const catalogue = await loadCatalogue(service);
    return await callZitadel(this.connection, { service: catalogue, method, request, timeout: TIMEOUT });
  }
}

function idOf(error: unknown): string | undefined {
  return error instanceof ServiceError ? error.refusal.id : undefined;
}

/** Which role checks passwords, for a credential that may not. */
function withRoleRemedy(error: unknown): unknown {
  if (!(error instanceof ServiceError)) return error;
  const { code, id } = error.refusal;
  if (code !== 'PERMISSION_DENIED' && id !== 'AUTHZ-cdgFk') return error;
  return new ServiceError({
    ...error.refusal,
    remedy:
      'To check the person’s password, the user of the credential needs the role IAM_OWNER or IAM_LOGIN_CLIENT; ORG_OWNER is not enough. Give it that role, or set Confirm With to Code by Email or Link Alone.',
  });
}
