import type { IDataObject } from 'n8n-workflow';

import { ask } from '../../recordings/admin-api';
import { Authenticator } from '../../recordings/authenticator';
import type { Json, JsonObject } from '../../recordings/recording';
import { fillForm } from '../../support/fillForm';
import { errorOf, rowOf, rowsOf, textAt } from '../../support/results';
import { codeOf } from '../../support/totp';
import { unique } from '../../support/unique';
import {
  methodTypes,
  runZitadel,
  userExists,
  zitadelServer,
  type People,
  type Transport,
} from '../../support/zitadel';

/** What a case works with: a person of its own, the form of its action, and the server itself. */
export interface Trial {
  userId: string;
  people: People;
  /** Fills in the form of the action and runs it, about the person. Gives the only row. */
  act: (request?: JsonObject) => Promise<IDataObject>;
  /** As `act`, for a list. */
  list: (request?: JsonObject) => Promise<IDataObject[]>;
  /** As `act`, for what the server is to refuse. Gives the error's message. */
  refused: (request: JsonObject) => Promise<string>;
}

const METHOD = 'AUTHENTICATION_METHOD_TYPE_';
const RETURNED: JsonObject = { returnCode: {} };
const PHONE = '+41791234567';
const PASSWORD = 'Br4ndNewSecret!';
const IDP_LINK = { userId: 'ext-1', userName: 'ada@idp' };

/** Fills in the form of an action. Forms have no place for what they cannot say, and that is an error here. */
async function runForm(
  action: string,
  transport: Transport,
  request: JsonObject,
): Promise<ReturnType<typeof runZitadel>> {
  const { parameters, gaps } = await fillForm('UserService', action, request);
  if (gaps.length > 0) throw new Error(`The form of ${action} cannot say: ${gaps.join('; ')}`);
  return runZitadel({ operation: action, transport, fields: parameters });
}

/** A trial of an action with a new person. */
export async function startTrial(action: string, transport: Transport, people: People): Promise<Trial> {
  const userId = await people.make();
  const run = (request: JsonObject = {}): ReturnType<typeof runForm> =>
    runForm(action, transport, { userId, ...request });
  return {
    userId,
    people,
    act: async (request) => rowOf(await run(request)),
    list: async (request) => rowsOf(await run(request)),
    refused: async (request) => errorOf(await runForm(action, transport, request)).message,
  };
}

const call = async (verb: string, path: string, body?: Json): Promise<IDataObject> =>
  (await ask(zitadelServer(), verb, path, body)) as IDataObject;

const post = async (userId: string, path: string, body: JsonObject = {}): Promise<IDataObject> =>
  await call('POST', `/v2/users/${userId}/${path}`, body);

async function read(
  userId: string,
): Promise<{ state?: string; human: Record<string, IDataObject | undefined> }> {
  const { user } = await call('GET', `/v2/users/${userId}`);
  return user as unknown as Awaited<ReturnType<typeof read>>;
}

/** Has the server make a code, which it gives back instead of sending it. */
async function codeFrom(userId: string, path: string, body: JsonObject = {}): Promise<string> {
  return textAt(await post(userId, path, { ...body, ...RETURNED }), 'verificationCode');
}

/** What an authenticator answers to a registration. */
function credentialFor(registration: IDataObject): JsonObject {
  const authenticator = new Authenticator(zitadelServer().url);
  authenticator.note(registration as JsonObject);
  const { publicKeyCredential } = authenticator.answer({ publicKeyCredential: { response: {} } }, {});
  return publicKeyCredential;
}

async function passkeysOf(userId: string): Promise<unknown[]> {
  const { result = [] } = await post(userId, 'passkeys/_search');
  return result as unknown[];
}

async function registered(
  userId: string,
  kind: 'passkeys' | 'u2f',
  body: JsonObject = {},
): Promise<IDataObject> {
  return await post(userId, kind, { domain: 'localhost', ...body });
}

async function withPasskey(userId: string, registration?: IDataObject): Promise<string> {
  const begun = registration ?? (await registered(userId, 'passkeys'));
  const passkeyId = textAt(begun, 'passkeyId');
  const body = { publicKeyCredential: credentialFor(begun), passkeyName: 'Key' };
  await post(userId, `passkeys/${passkeyId}`, body);
  return passkeyId;
}

async function withU2F(userId: string, registration?: IDataObject): Promise<string> {
  const begun = registration ?? (await registered(userId, 'u2f'));
  const u2fId = textAt(begun, 'u2fId');
  await post(userId, `u2f/${u2fId}`, { publicKeyCredential: credentialFor(begun), tokenName: 'Key' });
  return u2fId;
}

async function withTotp(userId: string): Promise<void> {
  const { secret } = await post(userId, 'totp');
  await post(userId, 'totp/verify', { code: codeOf(String(secret)) });
}

const withPhone = async (userId: string): Promise<unknown> =>
  await post(userId, 'phone', { phone: PHONE, isVerified: true });

/** Has the server know an identity provider. */
async function makeProvider(): Promise<string> {
  const address = 'https://idp.example.org';
  const provider = await call('POST', '/admin/v1/idps/oauth', {
    name: unique(),
    clientId: 'c',
    clientSecret: 's',
    authorizationEndpoint: `${address}/a`,
    tokenEndpoint: `${address}/t`,
    userEndpoint: `${address}/u`,
    scopes: ['openid'],
    idAttribute: 'sub',
  });
  return textAt(provider, 'id');
}

async function linksOf(userId: string): Promise<unknown[]> {
  const { result = [] } = await post(userId, 'links/_search');
  return result as unknown[];
}

/** Whether a person can sign in with a password. */
async function signsInWith(userId: string, password: string): Promise<boolean> {
  const checks = { user: { userId }, password: { password } };
  return await call('POST', '/v2/sessions', { checks }).then(
    () => true,
    () => false,
  );
}

/** An action that takes one to a state, with what comes before it. */
const toState =
  (state: string, before?: string) =>
  async ({ userId, act }: Trial): Promise<void> => {
    if (before !== undefined) await post(userId, before);
    await act();
    expect((await read(userId)).state).toBe(state);
  };

/** By action: calls it through its form, and reads from the server that it took effect. */
export const CLASSIC_CASES: Record<string, (trial: Trial) => Promise<void>> = {
  getUserByID: async ({ userId, act }) => {
    expect(await act()).toMatchObject({ userId, type: 'human', givenName: 'Ada' });
  },
  addHumanUser: async ({ act, people }) => {
    const username = unique();
    const made = await act({
      userId: `id-${username}`,
      username,
      profile: { givenName: 'Grace', familyName: 'Hopper', preferredLanguage: 'en' },
      email: { email: `${username}@example.org`, isVerified: true },
      phone: { phone: PHONE, isVerified: true },
      password: { password: PASSWORD, changeRequired: false },
    });
    const userId = people.keep(textAt(made, 'userId'));
    expect((await read(userId)).human).toMatchObject({
      profile: { givenName: 'Grace' },
      email: { isVerified: true },
      phone: { phone: PHONE },
    });
    expect(await signsInWith(userId, PASSWORD)).toBe(true);
  },
  listUsers: async ({ userId, list }) => {
    const queries = [{ inUserIdsQuery: { userIds: [userId] } }];
    expect(await list({ userId: undefined as unknown as Json, queries })).toMatchObject([{ userId }]);
  },
  setEmail: async ({ userId, act }) => {
    const email = `${unique()}@example.org`;
    const { verificationCode } = await act({ email, ...RETURNED });
    expect((await read(userId)).human.email).toEqual({ email });
    await post(userId, 'email/verify', { verificationCode: String(verificationCode) });
    expect((await read(userId)).human.email).toEqual({ email, isVerified: true });
  },
  resendEmailCode: async ({ userId, act }) => {
    await codeFrom(userId, 'email', { email: `${unique()}@example.org` });
    const { verificationCode } = await act(RETURNED);
    await post(userId, 'email/verify', { verificationCode: String(verificationCode) });
    expect((await read(userId)).human.email).toMatchObject({ isVerified: true });
  },
  verifyEmail: async ({ userId, act }) => {
    await act({ verificationCode: await codeFrom(userId, 'email', { email: `${unique()}@example.org` }) });
    expect((await read(userId)).human.email).toMatchObject({ isVerified: true });
  },
  setPhone: async ({ userId, act }) => {
    await act({ phone: PHONE, isVerified: true });
    expect((await read(userId)).human.phone).toEqual({ phone: PHONE, isVerified: true });
  },
  removePhone: async ({ userId, act }) => {
    await withPhone(userId);
    await act();
    expect((await read(userId)).human.phone?.phone).toBeUndefined();
  },
  resendPhoneCode: async ({ userId, act }) => {
    await codeFrom(userId, 'phone', { phone: PHONE });
    const { verificationCode } = await act(RETURNED);
    await post(userId, 'phone/verify', { verificationCode: String(verificationCode) });
    expect((await read(userId)).human.phone).toMatchObject({ isVerified: true });
  },
  verifyPhone: async ({ userId, act }) => {
    await act({ verificationCode: await codeFrom(userId, 'phone', { phone: PHONE }) });
    expect((await read(userId)).human.phone).toMatchObject({ isVerified: true });
  },
  updateHumanUser: async ({ userId, act }) => {
    await act({ profile: { givenName: 'Augusta', familyName: 'King' } });
    expect((await read(userId)).human.profile).toMatchObject({ givenName: 'Augusta', familyName: 'King' });
  },
  deactivateUser: toState('USER_STATE_INACTIVE'),
  reactivateUser: toState('USER_STATE_ACTIVE', 'deactivate'),
  lockUser: toState('USER_STATE_LOCKED'),
  unlockUser: toState('USER_STATE_ACTIVE', 'lock'),
  deleteUser: async ({ userId, act }) => {
    await act();
    expect(await userExists(userId)).toBe(false);
  },
  registerPasskey: async ({ userId, act }) => {
    await withPasskey(userId, await act({ domain: 'localhost' }));
    expect(await passkeysOf(userId)).toHaveLength(1);
  },
  verifyPasskeyRegistration: async ({ userId, act }) => {
    const begun = await registered(userId, 'passkeys');
    const passkeyId = textAt(begun, 'passkeyId');
    await act({ passkeyId, passkeyName: 'Laptop', publicKeyCredential: credentialFor(begun) });
    expect(await passkeysOf(userId)).toMatchObject([{ id: passkeyId, name: 'Laptop' }]);
  },
  createPasskeyRegistrationLink: async ({ userId, act }) => {
    const { code } = await act(RETURNED);
    const begun = await registered(userId, 'passkeys', { code: code as JsonObject });
    expect(begun.passkeyId).toEqual(expect.any(String));
  },
  listPasskeys: async ({ userId, list }) => {
    const id = await withPasskey(userId);
    expect(await list()).toMatchObject([{ id, name: 'Key' }]);
  },
  removePasskey: async ({ userId, act }) => {
    await act({ passkeyId: await withPasskey(userId) });
    expect(await passkeysOf(userId)).toEqual([]);
  },
  registerU2F: async ({ userId, act }) => {
    await withU2F(userId, await act({ domain: 'localhost' }));
    expect(await methodTypes(userId)).toContain(`${METHOD}U2F`);
  },
  verifyU2FRegistration: async ({ userId, act }) => {
    const begun = await registered(userId, 'u2f');
    const u2fId = textAt(begun, 'u2fId');
    await act({ u2fId, tokenName: 'Stick', publicKeyCredential: credentialFor(begun) });
    expect(await methodTypes(userId)).toContain(`${METHOD}U2F`);
  },
  removeU2F: async ({ userId, act }) => {
    await act({ u2fId: await withU2F(userId) });
    expect(await methodTypes(userId)).not.toContain(`${METHOD}U2F`);
  },
  registerTOTP: async ({ userId, act }) => {
    const { secret } = await act();
    await post(userId, 'totp/verify', { code: codeOf(String(secret)) });
    expect(await methodTypes(userId)).toContain(`${METHOD}TOTP`);
  },
  verifyTOTPRegistration: async ({ userId, act }) => {
    const { secret } = await post(userId, 'totp');
    await act({ code: codeOf(String(secret)) });
    expect(await methodTypes(userId)).toContain(`${METHOD}TOTP`);
  },
  removeTOTP: async ({ userId, act }) => {
    await withTotp(userId);
    await act();
    expect(await methodTypes(userId)).not.toContain(`${METHOD}TOTP`);
  },
  addOTPSMS: async ({ userId, act }) => {
    await withPhone(userId);
    await act();
    expect(await methodTypes(userId)).toContain(`${METHOD}OTP_SMS`);
  },
  removeOTPSMS: async ({ userId, act }) => {
    await withPhone(userId);
    await post(userId, 'otp_sms');
    await act();
    expect(await methodTypes(userId)).not.toContain(`${METHOD}OTP_SMS`);
  },
  addOTPEmail: async ({ userId, act }) => {
    await act();
    expect(await methodTypes(userId)).toContain(`${METHOD}OTP_EMAIL`);
  },
  removeOTPEmail: async ({ userId, act }) => {
    await post(userId, 'otp_email');
    await act();
    expect(await methodTypes(userId)).not.toContain(`${METHOD}OTP_EMAIL`);
  },
  startIdentityProviderIntent: async ({ act }) => {
    const urls = { successUrl: 'https://example.org/ok', failureUrl: 'https://example.org/no' };
    const { authUrl } = await act({
      userId: undefined as unknown as Json,
      idpId: await makeProvider(),
      urls,
    });
    expect(authUrl).toMatch(/^https:\/\/idp\.example\.org\/a\?/);
  },
  // An intent succeeds only once a person was at the provider, so what can be seen is that the token is looked at.
  retrieveIdentityProviderIntent: async ({ refused }) => {
    const message = await refused({ idpIntentId: 'unknown', idpIntentToken: 'wrong' });
    expect(message).toBe('PERMISSION_DENIED: Intent Token is invalid (CRYPTO-Swg31)');
  },
  addIDPLink: async ({ userId, act }) => {
    const idpId = await makeProvider();
    await act({ idpLink: { idpId, ...IDP_LINK } });
    expect(await linksOf(userId)).toMatchObject([{ idpId, ...IDP_LINK }]);
  },
  listIDPLinks: async ({ userId, list }) => {
    const idpId = await makeProvider();
    await post(userId, 'links', { idpLink: { idpId, ...IDP_LINK } });
    expect(await list()).toMatchObject([{ idpId, ...IDP_LINK }]);
  },
  removeIDPLink: async ({ userId, act }) => {
    const idpId = await makeProvider();
    await post(userId, 'links', { idpLink: { idpId, ...IDP_LINK } });
    await act({ idpId, linkedUserId: IDP_LINK.userId });
    expect(await linksOf(userId)).toEqual([]);
  },
  passwordReset: async ({ userId, act }) => {
    await post(userId, 'password', { newPassword: { password: 'F1rstSecret!' } });
    const { verificationCode } = await act(RETURNED);
    const newPassword = { password: PASSWORD };
    await post(userId, 'password', { newPassword, verificationCode: String(verificationCode) });
    expect(await signsInWith(userId, PASSWORD)).toBe(true);
  },
  setPassword: async ({ userId, act }) => {
    await act({ newPassword: { password: PASSWORD } });
    expect(await signsInWith(userId, PASSWORD)).toBe(true);
  },
  listAuthenticationMethodTypes: async ({ userId, act }) => {
    await withTotp(userId);
    expect((await act()).authMethodTypes).toEqual([`${METHOD}TOTP`]);
  },
  createInviteCode: async ({ userId, act }) => {
    const { inviteCode } = await act(RETURNED);
    await post(userId, 'invite_code/verify', { verificationCode: String(inviteCode) });
    await expect(post(userId, 'invite_code/resend')).rejects.toThrow(/COMMAND-Wr3gq|Code not found/);
  },
  resendInviteCode: async ({ userId, act }) => {
    await post(userId, 'invite_code', { sendCode: {} });
    const { inviteCode } = await post(userId, 'invite_code', RETURNED);
    await post(userId, 'invite_code', { sendCode: {} });
    await act();
    // Another code was sent, so the one from before is no longer good.
    const old = post(userId, 'invite_code/verify', { verificationCode: String(inviteCode) });
    await expect(old).rejects.toThrow(/COMMAND-Wgn4q/);
  },
  verifyInviteCode: async ({ userId, act }) => {
    const { inviteCode } = await post(userId, 'invite_code', RETURNED);
    await act({ verificationCode: String(inviteCode) });
    const again = post(userId, 'invite_code/verify', { verificationCode: String(inviteCode) });
    await expect(again).rejects.toThrow(/COMMAND-Wgn4q/);
  },
};
