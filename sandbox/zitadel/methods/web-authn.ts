import { answersChallenge, type Attestation, readAttestation } from '../attestation';
import type { Context } from '../method-row';
import { internal, notFound, notModelled } from '../errors';
import { child, type JsonObject, text } from '../json-object';
import { type HumanUser, touch } from '../user';
import type { WebAuthnToken } from '../webauthn-tokens';
import { findUser, requireHuman, selfOr } from './user-access';

type Kind = WebAuthnToken['kind'];

const algorithms = [-7, -35, -36, -257, -258, -259, -37, -38, -39, -8];
/** What the types of the events about each kind begin with. */
const eventNames: Record<Kind, string> = {
  passkey: 'user.human.passwordless.token',
  u2f: 'user.human.mfa.u2f.token',
};

const attachments: Record<string, string | undefined> = {
  PASSKEY_AUTHENTICATOR_PLATFORM: 'platform',
  PASSKEY_AUTHENTICATOR_CROSS_PLATFORM: 'cross-platform',
};

/** The person a passkey or U2F key is for, checked for the right to register one. */
export function requireOwner(context: Context, request: JsonObject): HumanUser {
  const user = requireHuman(context, request, () =>
    notModelled('a passkey or U2F key of an unknown or a service user'),
  );
  selfOr(context, user, 'user.credential.write');
  return user;
}

/** Starts a registration: a new token with a challenge, and what the browser needs to answer it. */
export function begin(
  { state }: Context,
  user: HumanUser,
  kind: Kind,
  request: JsonObject,
): { token: WebAuthnToken; options: JsonObject } {
  const domain = text(request, 'domain');
  if (domain === '') throw notModelled('a passkey or U2F key without a domain');
  const token = {
    id: state.newId(),
    kind,
    name: '',
    isVerified: false,
    challenge: state.newSecret(32),
    domain,
  };
  const options = creationOptions(user, token, text(request, 'authenticator'));
  user.human.webAuthn.push(token);
  const { id: webAuthNTokenId, challenge } = token;
  touch(user, `${eventNames[kind]}.added`, { webAuthNTokenId, challenge, rpID: domain });
  return { token, options };
}

/**
 * Finishes a registration. Which token it is does not depend on the id in the request: it is the one that is pending.
 * @param name what the person calls it
 * @throws ZitadelError INTERNAL when nothing is pending or the credential does not answer the challenge
 */
export function finish(context: Context, request: JsonObject, kind: Kind, name: string): HumanUser {
  const user = requireHuman(context, request, () =>
    notModelled('a passkey or U2F key of an unknown or a service user'),
  );
  const [token, other] = user.human.webAuthn.filter((known) => known.kind === kind && !known.isVerified);
  if (!token) throw internal('WebAuthN Token could not be found', 'WEBAU-5M9so');
  if (other) throw notModelled('verifying while more than one registration is pending');
  const attestation = read(child(request, 'publicKeyCredential') ?? {});
  if (!answersChallenge(attestation, token)) {
    throw internal('Error on creating credentials', 'WEBAU-3Vb9s');
  }
  Object.assign(token, { name, isVerified: true, credentialId: attestation.credentialId });
  touch(user, `${eventNames[kind]}.verified`);
  return user;
}

/**
 * Removes a token, verified or not.
 * @throws ZitadelError NOT_FOUND
 */
export function remove(context: Context, request: JsonObject, kind: Kind, id: string): HumanUser {
  const missing = (): Error => notFound('WebAuthN Token could not be found', 'COMMAND-DAfb2');
  const user = requireHuman(context, request, missing);
  const token = user.human.webAuthn.find((known) => known.kind === kind && known.id === id);
  if (!token) throw missing();
  selfOr(context, user, 'user.write');
  user.human.webAuthn = user.human.webAuthn.filter((known) => known !== token);
  touch(user, `${eventNames[kind]}.removed`);
  return user;
}

/** The passkeys of a user that can be used; nobody has none. */
export function listReady(context: Context, request: JsonObject, kind: Kind): WebAuthnToken[] {
  const user = findUser(context, request);
  if (!user) return [];
  selfOr(context, user, 'user.read');
  return user.human?.webAuthn.filter((token) => token.kind === kind && token.isVerified) ?? [];
}

function read(credential: JsonObject): Attestation {
  try {
    return readAttestation(credential);
  } catch {
    throw internal('Error on parse credential data', 'WEBAU-sEr8c');
  }
}

function creationOptions(user: HumanUser, token: WebAuthnToken, authenticator: string): JsonObject {
  const known = user.human.webAuthn.filter(({ kind, isVerified }) => kind === token.kind && isVerified);
  const excludeCredentials = known.map(({ credentialId }) => ({ type: 'public-key', id: credentialId }));
  const authenticatorAttachment = attachments[authenticator];
  return {
    publicKey: {
      rp: { name: 'ZITADEL', id: token.domain },
      user: {
        name: user.username,
        displayName: user.human.profile.displayName,
        id: Buffer.from(user.id).toString('base64url'),
      },
      challenge: token.challenge,
      pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
      timeout: 300_000,
      ...(excludeCredentials.length > 0 ? { excludeCredentials } : {}),
      authenticatorSelection: {
        ...(authenticatorAttachment ? { authenticatorAttachment } : {}),
        userVerification: 'required',
      },
      attestation: 'none',
    },
  };
}
