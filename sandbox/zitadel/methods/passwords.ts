import { newCode } from '../codes';
import type { Context, MethodRow } from '../method-row';
import { failedPrecondition, invalidArgument, notFound, notModelled } from '../errors';
import { codePayload, passwordPayload } from '../event-payloads';
import { child, type JsonObject, text, textOrNothing } from '../json-object';
import { checkPassword, readPassword } from '../password';
import { type HumanUser, touch, writeDetails } from '../user';
import { checkUrlTemplate } from '../url-template';
import { embedded, type MessageRule, optional, runes } from '../validation';
import { id } from './rules';
import { setPasswordRequest } from './update-rules';
import { mustHave, requireHuman, selfOr } from './user-access';

const service = 'zitadel.user.v2.UserService';

const sendLink: MessageRule = {
  name: 'SendPasswordResetLink',
  fields: [['UrlTemplate', 'urlTemplate', optional(runes(1, 200))]],
};

const passwordReset: MessageRule = {
  name: 'PasswordResetRequest',
  fields: [
    ['UserId', 'userId', id],
    ['SendLink', 'sendLink', embedded(sendLink)],
  ],
};

export const passwords: Record<string, MethodRow> = {
  [`${service}/PasswordReset`]: { rule: passwordReset, handle: reset },
  [`${service}/SetPassword`]: { rule: setPasswordRequest, handle: set },
};

/**
 * Sets a person's password.
 * @param password a Password message
 * @param proof the fields that say by what right: the current password, a code, or none for an admin
 * @throws ZitadelError when the proof is wrong or the password is too weak
 */
export function changePassword(
  context: Context,
  user: HumanUser,
  password: JsonObject,
  proof: JsonObject,
): void {
  checkProof(context, user, proof);
  if (text(password, 'password') === user.human.password?.value) {
    throw notModelled('a password that is set to what it is');
  }
  user.human.password = readPassword(password);
  user.human.passwordCode = undefined;
  const { changeRequired } = user.human.password;
  touch(user, 'user.human.password.changed', passwordPayload(user.journal, changeRequired));
}

function reset(context: Context, request: JsonObject): JsonObject {
  const link = child(request, 'sendLink') ?? {};
  checkUrlTemplate(textOrNothing(link, 'urlTemplate'));
  if (text(link, 'notificationType') === 'NOTIFICATION_TYPE_SMS') throw notModelled('a reset by SMS');
  const user = requireHuman(context, request, () => notFound('User could not be found', 'COMMAND-SAF4f'));
  selfOr(context, user, 'user.write');
  user.human.passwordCode = newCode();
  const verificationCode = child(request, 'returnCode') && user.human.passwordCode;
  const isReturned = verificationCode !== undefined;
  touch(
    user,
    'user.human.password.code.added',
    codePayload(user.journal, isReturned, textOrNothing(link, 'urlTemplate')),
  );
  return { details: writeDetails(user), verificationCode };
}

function set(context: Context, request: JsonObject): JsonObject {
  const user = requireHuman(context, request, () =>
    failedPrecondition('Password not found', 'COMMAND-G8dh3'),
  );
  const password = child(request, 'newPassword');
  if (!password) throw notModelled('a new password that is left out');
  changePassword(context, user, password, request);
  return { details: writeDetails(user) };
}

function checkProof(context: Context, user: HumanUser, proof: JsonObject): void {
  const current = textOrNothing(proof, 'currentPassword');
  const code = textOrNothing(proof, 'verificationCode');
  if (current !== undefined) {
    const { organizations, release } = context.state;
    const policy = organizations.get(user.organizationId)?.lockout;
    checkPassword(user, current, policy, release.countsFailedAttempts);
  } else if (code !== undefined) {
    if (user.human.passwordCode === undefined) throw failedPrecondition('Code not found', 'COMMAND-2M9fs');
    if (user.human.passwordCode !== code) throw invalidArgument('Code is invalid', 'CODE-woT0xc');
  } else {
    mustHave(context, user, 'user.write');
  }
}
