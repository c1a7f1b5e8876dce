import { ServiceError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { asText, isObject } from '../../shared/parse';
import type { Reply } from '../../shared/run/call';
import { isForbidden } from '../reply/records';
import { listOf } from '../reply/rows';
import { callDirectus } from './client';
import { withCount } from './parts';
import type { Sending } from './sending';
import { inTurn } from './upsert';

/** Addresses in one question, so that it stays short. */
const MOST_ADDRESSES = 50;

const MESSAGES: Readonly<Record<string, string>> = {
  invited: 'Was created and invited',
  resent: 'Was invited before; the invitation was sent again',
  active: 'Is active already, so no invitation was sent',
  suspended: 'Is suspended, so no invitation was sent: set the status to active to let the user in again',
};

/** Users by their addresses in lower case, as far as the caller may see them. */
type Users = ReadonlyMap<string, JsonObject>;

/**
 * Invites users, and says what became of each address: Directus answers the same whether it has sent an invitation or
 * not, so that the users are looked at before and after.
 *
 * @returns one row with `invited` and `users`, each with its `outcome` and what that means
 * @throws ServiceError that names who was not invited, and who was before
 */
export async function inviteUser(sending: Sending): Promise<Reply> {
  const data = isObject(sending.input.data) ? sending.input.data : {};
  const byAddress = new Map(listOf(data.email).map((email) => [asText(email).toLowerCase(), asText(email)]));
  const addresses = [...byAddress.keys()];
  const names = addresses.map((email) => ({ email }));
  return await inTurn(sending, 'email', names, async () => {
    const before = await readUsers(sending, addresses);
    await send(sending, { ...data, email: [...byAddress.values()] }, addresses, before);
    const after = await readUsers(sending, addresses);
    assertInvited(addresses, before, after, asText(data.role));
    const users = addresses.map((address) => toResult(before.get(address), after.get(address) ?? {}));
    return [{ json: { invited: users.some(({ outcome }) => wasSent(outcome)), users } }];
  });
}

async function send(
  sending: Sending,
  body: JsonObject,
  addresses: readonly string[],
  before: Users,
): Promise<void> {
  const { connection, operation } = sending;
  try {
    await callDirectus(connection, { verb: operation.verb, path: operation.path, body });
  } catch (error) {
    const after = await readUsers(sending, addresses).catch(() => before);
    const made = addresses.filter((address) => after.has(address) && !before.has(address));
    throw withCount(error, 'invited', made.length, addresses.length);
  }
}

/** The users who have some addresses, however these are written. */
async function readUsers({ connection }: Sending, addresses: readonly string[]): Promise<Users> {
  const users = new Map<string, JsonObject>();
  for (let start = 0; start < addresses.length; start += MOST_ADDRESSES) {
    const part = addresses.slice(start, start + MOST_ADDRESSES);
    const filter = { _or: part.map((address) => ({ email: { _istarts_with: address } })) };
    const query = { fields: ['id', 'email', 'status', 'role'], filter, limit: -1 };
    const request = { verb: 'SEARCH', path: '/users', body: { query } };
    const found = await callDirectus(connection, request).catch((error: unknown) => {
      throw isForbidden(error) ? notReadable() : error;
    });
    for (const user of listOf(found).filter(isObject)) users.set(asText(user.email).toLowerCase(), user);
  }
  return new Map([...users].filter(([address]) => addresses.includes(address)));
}

function notReadable(): ServiceError {
  return new ServiceError({
    code: 'FORBIDDEN',
    message: 'The user of the credential may not read id, email, status and role of users',
    remedy: 'Give it the permission: Directus replies the same whether it sends an invitation or not.',
  });
}

/** Directus goes through the addresses in their order, and stops in silence at the first that it may not invite. */
function assertInvited(addresses: readonly string[], before: Users, after: Users, role: string): void {
  const stopped = addresses.findIndex((address) => {
    const user = after.get(address);
    const hasRole = asText(user?.role).toLowerCase() === role.toLowerCase();
    return user === undefined || (user.status === 'invited' && !hasRole);
  });
  if (stopped === -1) return;
  const isToBeSent = (address: string): boolean => (before.get(address)?.status ?? 'invited') === 'invited';
  const invited = addresses.slice(0, stopped).filter(isToBeSent);
  const missing = addresses.slice(stopped).filter(isToBeSent);
  throw new ServiceError({
    code: 'NOT_INVITED',
    message:
      `Directus took the invitation, but did not invite ${missing.join(', ')}` +
      (invited.length === 0 ? '' : `. Invited were ${invited.join(', ')}`),
    details: { invited },
    remedy:
      'The user of the credential needs the right to create users, to change their role and to read them; Directus does not say when it is missing.',
  });
}

function toResult(before: JsonObject | undefined, after: JsonObject): JsonObject {
  const isInvited = after.status === 'invited';
  const outcome = !isInvited ? asText(after.status) : before === undefined ? 'invited' : 'resent';
  const message = MESSAGES[outcome] ?? `Has the status ${outcome}, so no invitation was sent`;
  return { ...after, outcome, message };
}

function wasSent(outcome: unknown): boolean {
  return outcome === 'invited' || outcome === 'resent';
}
