import { refusalOf } from './call-deliveries';
import { deliver } from './deliveries';
import { failedPrecondition } from './errors';
import { child, children, flag, isObject, type JsonObject, text, texts } from './json-object';
import type { State } from './state';
import { setMetadata, type User } from './user';

/** Claims with this beginning are the server's own. */
const ownClaims = 'urn:zitadel:iam';

/** A function that asks its targets. */
export type FunctionName = 'preuserinfo' | 'preaccesstoken' | 'presamlresponse';

/**
 * Asks the targets of a function about the claims of a user.
 * @returns the claims with those that targets added; one that is there already stays, and that is noted
 * @throws ZitadelError when a target that may stop the function does so
 */
export async function askFunction(
  state: State,
  name: FunctionName,
  { user, clientId, claims }: { user: User; clientId: string; claims: JsonObject },
): Promise<JsonObject> {
  const execution = [...state.executions.values()].find(
    ({ condition }) => text(child(condition, 'function') ?? {}, 'name') === name,
  );
  let answers: JsonObject = {};
  for (const id of execution?.targets ?? []) {
    const target = state.targets.get(id);
    if (!target) continue;
    const content = describe(state, `function/${name}`, { user, clientId, claims, answers });
    if (target.kind === 'restAsync') {
      void deliver(target, content);
      continue;
    }
    const answer = await deliver(target, content);
    const refusal = refusalOf(target, answer) ?? (isReadable(answer?.body) ? undefined : unreadable());
    if (refusal && flag(target.options, 'interruptOnError')) throw refusal;
    if (!refusal && target.kind === 'restCall' && answer && answer.body !== '') {
      answers = { ...answers, ...(JSON.parse(answer.body) as JsonObject) };
    }
  }
  return apply(name, user, claims, answers);
}

function describe(
  state: State,
  name: string,
  {
    user,
    clientId,
    claims,
    answers,
  }: { user: User; clientId: string; claims: JsonObject; answers: JsonObject },
): JsonObject {
  const organization = state.organizations.get(user.organizationId);
  return {
    function: name,
    userinfo: claims,
    user: {
      id: user.id,
      creation_date: user.created,
      change_date: user.changed,
      resource_owner: user.organizationId,
      sequence: user.sequence,
      state: 1,
      username: user.username,
      preferred_login_name: user.username,
      ...(user.human && {
        human: {
          first_name: user.human.profile.givenName,
          last_name: user.human.profile.familyName,
          display_name: user.human.profile.displayName,
          email: user.human.email.value,
          is_email_verified: user.human.email.isVerified,
        },
      }),
      ...(user.machine && { machine: { name: user.machine.name, description: user.machine.description } }),
    },
    user_metadata: [...user.metadata].map(([key, { value, created, changed, sequence }]) => ({
      creation_date: created,
      change_date: changed,
      resource_owner: user.organizationId,
      sequence,
      key,
      value,
    })),
    org: { id: user.organizationId, name: organization?.name ?? '' },
    application: { client_id: clientId },
    ...(Object.keys(answers).length > 0 && { response: answers }),
  };
}

function apply(name: FunctionName, user: User, claims: JsonObject, answers: JsonObject): JsonObject {
  const log: string[] = [];
  for (const entry of children(answers, 'set_user_metadata')) {
    const [key, value] = [text(entry, 'key'), text(entry, 'value')];
    if (value === '') log.push(`failed to set user metadata key "${key}"`);
    else user.journal.write(user.id, '', () => setMetadata(user, key, value));
  }
  const all = { ...claims };
  for (const entry of children(answers, 'append_claims')) {
    const key = text(entry, 'key');
    if (key.startsWith(ownClaims)) continue;
    if (all[key] === undefined) all[key] = entry.value;
    else log.push(`key "${key}" already exists`);
  }
  log.push(...texts(answers, 'append_log_claims'));
  return log.length === 0 ? all : { ...all, [`${ownClaims}:action:function/${name}:log`]: log };
}

function isReadable(body = ''): boolean {
  if (body === '') return true;
  try {
    return isObject(JSON.parse(body));
  } catch {
    return false;
  }
}

function unreadable(): ReturnType<typeof failedPrecondition> {
  return failedPrecondition('Response is not valid JSON', 'ACTION-4m9s2');
}
