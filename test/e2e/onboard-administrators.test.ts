import type { Execution } from '../../sandbox/execution';
import type { N8nClient } from '../../sandbox/n8n-client';
import { arrange } from '../support/directusOperations';
import { scanQrCode } from '../support/qrCode';
import { deleteUsers, freeSeats } from '../support/setUpPeople';
import { openN8n, runExample, type Transport } from './workflows';

const EXAMPLE = 'onboard-administrators.json';
const PEOPLE = ['ada', 'grace'];

describe.each<Transport>(['grpc', 'http'])(
  'onboarding administrators in n8n, Zitadel over %s',
  (transport) => {
    const run = `${transport}${Date.now()}`;
    const emails = PEOPLE.map((name) => `${name}.${run}@example.org`);
    let n8n: N8nClient;
    let execution: Execution;
    let again: Execution;

    beforeAll(async () => {
      n8n = await openN8n();
      await freeSeats();
      // A real Zitadel keeps its users, so each run has people of its own.
      const replace = PEOPLE.flatMap((name): Array<[string, string]> => [
        [`${name}@example.org`, `${name}.${run}@example.org`],
        [`\\"username\\": \\"${name}\\"`, `\\"username\\": \\"${name}.${run}\\"`],
      ]);
      execution = await runExample(n8n, EXAMPLE, transport, replace);
      again = await runExample(n8n, EXAMPLE, transport, replace);
    });

    afterAll(async () => {
      const ids = execution.json('Directus: Create Administrator').map(({ id }) => id);
      await deleteUsers(ids);
    });

    test('succeeds, with two items at every step after the first four', () => {
      expect(execution.error).toBeUndefined();
      expect(execution.status).toBe('success');
      for (const node of execution.nodes.slice(4))
        expect([node, execution.items(node).length]).toEqual([node, 2]);
    });

    test('creates both people in Zitadel, in order, each paired with its input', () => {
      const created = execution.items('Zitadel: Create User');
      const ids = created.map(({ json }) => json.id);
      expect(new Set(ids).size).toBe(2);
      expect(created.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
    });

    test('registers TOTP and shows it as a QR code that scans back into the address', async () => {
      const registered = execution.items('Zitadel: Register TOTP');
      for (const [index, item] of registered.entries()) {
        const { uri, secret } = item.json as { uri: string; secret: string };
        expect(uri).toContain(`${PEOPLE[index]}.${run}`);
        expect(uri).toContain(`secret=${secret}`);
        expect(item.binary?.qrCode?.mimeType).toBe('image/png');
        expect(scanQrCode(await execution.binary(item, 'qrCode'))).toBe(uri);
      }
    });

    test('verifies TOTP, after which it is among the authentication methods', () => {
      for (const { details } of execution.json('Zitadel: Verify TOTP'))
        expect(details).toHaveProperty('changeDate');
      for (const { authMethodTypes } of execution.json('Zitadel: Authentication Methods')) {
        expect(authMethodTypes).toContain('AUTHENTICATION_METHOD_TYPE_TOTP');
      }
    });

    test('creates both people as administrators in Directus', () => {
      const [own] = execution.json('Directus: Own User');
      const created = execution.json('Directus: Create Administrator');
      expect(created.map(({ email }) => email)).toEqual(emails);
      expect(created.map(({ role }) => role)).toEqual([own?.role, own?.role]);
    });

    test('generates 2FA in the name of each, as a QR code that scans back into the address', async () => {
      for (const [index, item] of execution.items('Directus: Generate 2FA').entries()) {
        const { otpauth_url: address } = item.json as { otpauth_url: string };
        expect(address).toContain(encodeURIComponent(emails[index] ?? ''));
        expect(scanQrCode(await execution.binary(item, 'qrCode'))).toBe(address);
      }
    });

    test('enables 2FA, as Directus itself says', async () => {
      expect(execution.json('Directus: Enable 2FA')).toEqual([{ enabled: true }, { enabled: true }]);
      const filter = encodeURIComponent(
        JSON.stringify({ tfa_secret: { _nnull: true }, email: { _in: emails } }),
      );
      const path = `/users?fields=email&filter=${filter}`;
      expect(await arrange<unknown[]>('GET', path, undefined, 'directus')).toHaveLength(2);
    });

    test('refuses a login without a code, and says what is missing', () => {
      for (const { error } of execution.json('Directus: Log In Without Code')) {
        expect(error).toMatchObject({ code: 'INVALID_OTP', status: 401 });
        expect((error as { message: string }).message).toContain('Invalid user OTP.');
        expect((error as { description: string }).description).toMatch(/six digits/);
      }
    });

    test('lets each in with a code', () => {
      const sessions = execution.json('Directus: Log In With Code');
      for (const session of sessions) expect(session.access_token).toEqual(expect.any(String));
      expect(new Set(sessions.map((session) => session.access_token)).size).toBe(2);
    });

    test('creates and changes nothing when it is run again', () => {
      expect(again.error).toBeUndefined();
      expect(again.json('Set Up Before')).toEqual(emails.map((email) => ({ email, outcome: 'existed' })));
      for (const node of [
        'Zitadel: Create User',
        'Zitadel: Register TOTP',
        'Directus: Create Administrator',
      ]) {
        const outcomes = again.json(node).map(({ outcome }) => outcome);
        expect([node, outcomes]).toEqual([node, ['existed', 'existed']]);
      }
      expect(again.json('Zitadel: Create User').map(({ id }) => id)).toEqual(
        execution.json('Zitadel: Create User').map(({ id }) => id),
      );
      for (const node of ['Zitadel: Verify TOTP', 'Directus: Generate 2FA']) {
        expect(again.nodes).not.toContain(node);
      }
    });
  },
);
