import type { IDataObject } from 'n8n-workflow';

import type { NodeResult } from '../../../support/engine';
import { OwnDirectus } from '../../../support/ownDirectus';
import { errorOf, failureOf, rowOf, rowsOf } from '../../../support/results';
import { unique } from '../../../support/unique';

type Emails = IDataObject[string];

const own = new OwnDirectus();
let role: string;

beforeAll(async () => {
  role = String((await own.arrange('POST', '/roles', { name: unique() })).id);
});

const address = (): string => `${unique()}@example.org`;
const make = async (email: string, status: string): Promise<unknown> =>
  await own.arrange('POST', '/users', { email, status, role });
const invite = async (email: Emails, credential: IDataObject = {}): Promise<NodeResult> =>
  await own.run({
    resource: 'users',
    operation: 'inviteUser',
    json: { data: { email, role } },
    credential,
  });
const outcomes = (result: NodeResult): unknown[] =>
  (rowOf(result).users as IDataObject[]).map(({ email, outcome }) => [email, outcome]);
const statusOf = async (email: string): Promise<unknown> => {
  const filter = JSON.stringify({ email: { _eq: email } });
  const [user] = await own.arrange<IDataObject[]>('GET', `/users?filter=${encodeURIComponent(filter)}`);
  return user?.status;
};

test('each address says what became of it, in the order given', async () => {
  const [fresh, known, active, suspended, archived] = [address(), address(), address(), address(), address()];
  await make(known, 'invited');
  await make(active, 'active');
  await make(suspended, 'suspended');
  await make(archived, 'archived');
  const result = await invite([suspended, fresh, active, archived, known]);
  expect(outcomes(result)).toEqual([
    [suspended, 'suspended'],
    [fresh, 'invited'],
    [active, 'active'],
    [archived, 'archived'],
    [known, 'resent'],
  ]);
  expect(rowOf(result).invited).toBe(true);
  for (const user of rowOf(result).users as IDataObject[]) {
    expect(user.message).toMatch(user.outcome === 'invited' ? /created/ : /again|no invitation/);
  }
  expect(await statusOf(fresh)).toBe('invited');
  expect(await statusOf(suspended)).toBe('suspended');
});

test('who is active already was not invited', async () => {
  const email = address();
  await make(email, 'active');
  expect(rowOf(await invite(email)).invited).toBe(false);
});

test('an address is the same however it is written', async () => {
  const email = address();
  const shout = email.toUpperCase();
  expect(outcomes(await invite(shout))).toEqual([[shout, 'invited']]);
  expect(outcomes(await invite(email))).toEqual([[shout, 'resent']]);
  expect(outcomes(await invite([email, shout]))).toEqual([[shout, 'resent']]);
  const name = `Name.${unique()}@Example.org`;
  await make(name, 'active');
  expect(outcomes(await invite(name.toLowerCase()))).toEqual([[name, 'active']]);
});

test.each<[string, (emails: string[]) => Emails]>([
  ['text with commas', (emails) => emails.join(', ')],
  ['text with semicolons', (emails) => `${emails.join('; ')};`],
  ['lines', (emails) => emails.join('\n')],
  ['JSON text', (emails) => JSON.stringify(emails)],
  ['a list', (emails) => emails],
])('%s is a list', async (_, write) => {
  const emails = [address(), address()];
  expect(outcomes(await invite(write(emails)))).toEqual(emails.map((email) => [email, 'invited']));
});

test('a form takes several addresses too', async () => {
  const emails = [address(), address()];
  const fields = { email: emails.join(', '), role: { __rl: true, mode: 'id', value: role } };
  const result = await own.run({ resource: 'users', operation: 'inviteUser', fields });
  expect(outcomes(result)).toEqual(emails.map((email) => [email, 'invited']));
});

test.each<[Emails, RegExp]>([
  [[], /email.*empty list/],
  ['nobody', /email: "nobody"/],
  ['ada@example.org, nobody', /email\[1\]: "nobody"/],
  [['ada@example.org', 7], /email\[1\]: a number/],
  [{ ada: 1 }, /email: .*an object/],
])('%j is refused before anybody is invited', async (email, message) => {
  expect(errorOf(await invite(email)).message).toMatch(message);
  expect(await statusOf('ada@example.org')).toBeUndefined();
});

test('items about one address take turns', async () => {
  const email = address();
  const items = [1, 2, 3].map(() => ({ data: { email, role } }));
  const rows = rowsOf(
    await own.run({ resource: 'users', operation: 'inviteUser', items, continueOnFail: true }),
  );
  expect(rows.map(failureOf)).toEqual([undefined, undefined, undefined]);
  const all = rows.flatMap(({ users }) => (users as IDataObject[]).map(({ outcome }) => outcome));
  expect(all.sort()).toEqual(['invited', 'resent', 'resent']);
});

test('who may not create users is told who was invited and who was not', async () => {
  const reader = await own.user([{ collection: 'directus_users', action: 'read' }]);
  const known = address();
  const fresh = address();
  await make(known, 'invited');
  const { message } = errorOf(await invite([known, fresh], { token: reader }));
  expect(message).toMatch(new RegExp(`not invite ${fresh}. Invited were ${known}`));
  expect(await statusOf(fresh)).toBeUndefined();
});

test('who may not read users is told before anybody is invited', async () => {
  const nobody = await own.user([{ collection: 'directus_users', action: 'create' }]);
  const email = address();
  expect(errorOf(await invite(email, { token: nobody })).message).toMatch(/may not read/);
  expect(await statusOf(email)).toBeUndefined();
});
