import { newCode } from '../codes';
import type { Context, MethodRow } from '../method-row';
import { failedPrecondition, invalidArgument, notModelled } from '../errors';
import { invitePayload } from '../event-payloads';
import { child, type JsonObject, text, textOrNothing } from '../json-object';
import { checkUrlTemplate } from '../url-template';
import { touch, writeDetails } from '../user';
import { listMethodTypes } from '../user-factors';
import { embedded, type MessageRule, optional, runes } from '../validation';
import { verifyInviteCode } from './address-rules';
import { id, userIdOnly } from './rules';
import { requireHuman, selfOr } from './user-access';

const service = 'zitadel.user.v2.UserService';

const sendInviteCode: MessageRule = {
  name: 'SendInviteCode',
  fields: [
    ['UrlTemplate', 'urlTemplate', optional(runes(1, 200))],
    ['ApplicationName', 'applicationName', optional(runes(1, 200))],
  ],
};

const createInviteCode: MessageRule = {
  name: 'CreateInviteCodeRequest',
  fields: [
    ['UserId', 'userId', id],
    ['SendCode', 'sendCode', embedded(sendInviteCode)],
  ],
};

export const invites: Record<string, MethodRow> = {
  [`${service}/CreateInviteCode`]: { rule: createInviteCode, handle: create },
  [`${service}/ResendInviteCode`]: { rule: userIdOnly('ResendInviteCodeRequest'), handle: resend },
  [`${service}/VerifyInviteCode`]: { rule: verifyInviteCode, handle: verify },
};

function create(context: Context, request: JsonObject): JsonObject {
  checkUrlTemplate(textOrNothing(child(request, 'sendCode') ?? {}, 'urlTemplate'));
  const user = requireHuman(context, request, () =>
    failedPrecondition('User could not be found', 'COMMAND-Wgvn4'),
  );
  selfOr(context, user, 'user.write');
  const { release } = context.state;
  const isInitialized = release.verifiedIsInitialized && user.human.email.isVerified;
  if (isInitialized || listMethodTypes(user).length > 0) {
    throw failedPrecondition('User is already initialized', 'COMMAND-EF34g');
  }
  if (release.createsInviteOnce && user.human.invite) return resend(context, request);
  const code = newCode();
  const isReturned = child(request, 'returnCode') !== undefined;
  user.human.invite = { code, isReturned };
  touch(user, 'user.human.invite.code.added', invitePayload(user.journal, isReturned));
  return { details: writeDetails(user), inviteCode: isReturned ? code : undefined };
}

function resend(context: Context, request: JsonObject): JsonObject {
  const user = requireHuman(context, request, () => notModelled('an invitation of nobody'));
  selfOr(context, user, 'user.write');
  if (context.state.release.verifiedIsInitialized && user.human.email.isVerified) {
    throw failedPrecondition('User is already initialized', 'COMMAND-Gg42s');
  }
  if (!user.human.invite || user.human.invite.isReturned) {
    throw failedPrecondition('Code not found', 'COMMAND-Wr3gq');
  }
  user.human.invite = { code: newCode(), isReturned: false };
  touch(user, 'user.human.invite.code.added', invitePayload(user.journal, false));
  return { details: writeDetails(user) };
}

function verify(context: Context, request: JsonObject): JsonObject {
  const user = requireHuman(context, request, () =>
    failedPrecondition('User could not be found', 'COMMAND-F5g2h'),
  );
  if (user.human.invite?.code !== text(request, 'verificationCode')) {
    throw invalidArgument('Code is invalid', 'COMMAND-Wgn4q');
  }
  user.human.invite = undefined;
  user.human.email.isVerified = true;
  touch(user, 'user.human.invite.check.succeeded');
  touch(user, 'user.human.email.verified');
  return { details: writeDetails(user) };
}
