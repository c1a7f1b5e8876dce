import type { IDataObject } from 'n8n-workflow';

import { arrange, ask, callOperation, rowOfCall } from '../../../support/directusOperations';
import { errorOf, rowsOf } from '../../../support/results';
import { runInProcess, type ProcessResult } from '../../../support/node-process';
import { startRecorder, type Recorder } from '../../../support/requests';
import { newSecret, untilCodeLasts } from '../../../support/totp';
import { unique } from '../../../support/unique';

let recorder: Recorder;
const made: string[] = [];

beforeEach(async () => {
  recorder = await startRecorder();
});

afterEach(async () => {
  await recorder.stop();
  for (const id of made.splice(0)) await ask('DELETE', `/users/${id}`);
});

async function makeLogin(more: IDataObject = {}): Promise<IDataObject> {
  const name = unique();
  const email = `${name}@example.org`;
  const password = `Pass-${name}`;
  const { id } = await arrange('POST', '/users', { email, password, ...more });
  made.push(String(id));
  return { url: recorder.url, authentication: 'login', token: '', email, password };
}

const logins = (): number => recorder.requests.filter(({ path }) => path === '/auth/login').length;

test('many items at once and further executions share one session', async () => {
  const credential = await makeLogin();
  const items = Array.from({ length: 20 }, () => ({}));
  const call = { resource: 'users', operation: 'getCurrent', json: {}, credential };
  expect(rowsOf(await callOperation({ ...call, items }))).toHaveLength(20);
  await callOperation(call);
  expect(logins()).toBe(1);
});

test('an account with 2FA signs in with a code that is made from its secret', async () => {
  const otpSecret = newSecret();
  const credential = { ...(await makeLogin({ tfa_secret: otpSecret })), otpSecret };
  const row = await rowOfCall('users', 'getCurrent', {}, { credential });
  expect(row.id).toBe(made[0]);
});

test('three processes sign in with the codes of one secret at the same time, each once', async () => {
  const otpSecret = newSecret();
  const credential = { ...(await makeLogin({ tfa_secret: otpSecret })), otpSecret };
  const run = (): Promise<ProcessResult> =>
    runInProcess({
      node: 'directus',
      parameters: { resource: 'users', operation: 'getCurrent', specifyBody: 'json', jsonBody: '{}' },
      credential,
      items: [{}, {}, {}],
    });
  await untilCodeLasts();
  const results = await Promise.all([run(), run(), run()]);
  const own = { rows: [1, 2, 3].map(() => expect.objectContaining({ id: made[0] }) as unknown) };
  expect(results).toEqual([own, own, own]);
  expect(logins()).toBe(3);
});

test('a session that was ended is replaced, once for all items', async () => {
  const credential = await makeLogin();
  const call = { resource: 'users', operation: 'getCurrent', json: {}, credential };
  await callOperation(call);
  // What Directus answers to every token of this user from now on is that it is not valid.
  const stale = recorder.requests.at(-1)?.authorization;
  await arrange('PATCH', `/users/${made[0]}`, { status: 'suspended' });
  await callOperation(call);
  await arrange('PATCH', `/users/${made[0]}`, { status: 'active' });
  const items = Array.from({ length: 5 }, () => ({}));
  expect(rowsOf(await callOperation({ ...call, items }))).toHaveLength(5);
  expect(recorder.requests.at(-1)?.authorization).toEqual(expect.stringMatching(/^Bearer ey/));
  expect(stale).toEqual(expect.stringMatching(/^Bearer ey/));
});

test('a wrong password is an error without the password in it', async () => {
  const credential = { ...(await makeLogin()), password: 'Wrong-Secret-1' };
  const error = errorOf(
    await callOperation({ resource: 'users', operation: 'getCurrent', json: {}, credential }),
  );
  expect(error.message).toContain('INVALID_CREDENTIALS');
  expect(JSON.stringify(error)).not.toContain('Wrong-Secret-1');
});
