import { generateKeyPairSync, verify } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { NodeContext } from '../../../nodes/shared/context';
import { InputError, ServiceError } from '../../../nodes/shared/errors';
import { readInstance } from '../../../nodes/Zitadel/call/instanceHost';
import { tokenSourceOf } from '../../../nodes/Zitadel/call/tokens';
import { type TokenSource } from '../../../nodes/Zitadel/call/tokenSource';

const CONTEXT = {} as NodeContext;
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();

/** What the token endpoint was asked. */
interface Asked {
  form: URLSearchParams;
  instanceHost?: string;
}

let asked: Asked[] = [];
let lifetime = 43_199;
let refusals = 0;
let server: Server;
let url = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const instanceHost = request.headers['x-zitadel-instance-host']?.toString();
      asked.push({ form: new URLSearchParams(body), instanceHost });
      response.setHeader('content-type', 'application/json');
      if (refusals > 0) {
        refusals--;
        response.statusCode = 400;
        response.end('{"error":"invalid_grant","error_description":"invalid assertion"}');
        return;
      }
      const token = { access_token: `token-${asked.length}`, token_type: 'Bearer', expires_in: lifetime };
      response.end(JSON.stringify(token));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  asked = [];
  lifetime = 43_199;
  refusals = 0;
});

let users = 0;

/** A key file of a user of its own, so that no other test's token is found. */
function keyFile(changes: object = {}): string {
  const userId = `user-${++users}`;
  return JSON.stringify({ type: 'serviceaccount', keyId: 'key-1', key: PEM, userId, ...changes });
}

function sourceOf(credential: ICredentialDataDecryptedObject, instanceHost = ''): TokenSource {
  const endpoint = { url: new URL(url), ignoreTlsErrors: false };
  const instance = readInstance(instanceHost, endpoint.url);
  return tokenSourceOf(CONTEXT, 'zitadelApi', credential, { endpoint, ...instance });
}

function byKey(key = keyFile(), instanceHost = ''): TokenSource {
  return sourceOf({ authentication: 'serviceUserKey', key }, instanceHost);
}

describe('a fetched token', () => {
  test('is fetched once for 50 calls at the same time, and for executions after that', async () => {
    const key = keyFile();
    const [one, two] = [byKey(key), byKey(key)];
    const tokens = await Promise.all(Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? one : two).get()));
    expect(new Set([...tokens, await byKey(key).get()])).toEqual(new Set(['token-1']));
    expect(asked).toHaveLength(1);
  });

  test('is another one for another key, secret, or instance', async () => {
    const key = keyFile({ userId: 'shared' });
    await byKey(key).get();
    await byKey(key, 'other.example.org').get();
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    // Who knows the IDs of another one's key, but not the key itself, must not get its token.
    await byKey(keyFile({ userId: 'shared', key: other.export({ type: 'pkcs8', format: 'pem' }) })).get();
    for (const clientSecret of ['a', 'b', 'a']) {
      await sourceOf({ authentication: 'clientCredentials', clientId: 'robot', clientSecret }).get();
    }
    expect(asked).toHaveLength(5);
    expect(asked[1]?.instanceHost).toBe('other.example.org');
  });

  test('is renewed before it expires, once', async () => {
    lifetime = 61;
    const key = keyFile();
    expect(await byKey(key).get()).toBe('token-1');
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'], now: Date.now() + 2000 });
    try {
      const tokens = await Promise.all([byKey(key).get(), byKey(key).get(), byKey(key).get()]);
      expect(tokens).toEqual(['token-2', 'token-2', 'token-2']);
    } finally {
      jest.useRealTimers();
    }
    expect(asked).toHaveLength(2);
  });

  test('that was refused is replaced once, however many calls it was refused to', async () => {
    const key = keyFile();
    const refused = await byKey(key).get();
    const renewed = await Promise.all(
      Array.from({ length: 20 }, async () => await byKey(key).renew?.(refused)),
    );
    expect(new Set(renewed)).toEqual(new Set(['token-2']));
    expect(await byKey(key).get()).toBe('token-2');
    expect(asked).toHaveLength(2);
  });

  test('that is not given is asked for again the next time, and the error names no secret', async () => {
    refusals = 1;
    const key = keyFile();
    const failures = await Promise.all(
      [1, 2, 3].map(() =>
        byKey(key)
          .get()
          .catch((error: unknown) => error),
      ),
    );
    expect(asked).toHaveLength(1);
    expect(failures[0]).toBeInstanceOf(ServiceError);
    expect((failures[0] as ServiceError).refusal).toMatchObject({
      code: 'invalid_grant',
      message: 'Zitadel gives no token: invalid assertion',
      remedy: expect.stringContaining('Check the key') as string,
    });
    expect(await byKey(key).get()).toBe('token-2');
  });

  test('is asked for with an assertion signed by the key, for the external domain', async () => {
    await byKey(keyFile({ userId: 'signer' }), 'https://id.example.org').get();
    const { form } = asked[0] as Asked;
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    expect(form.get('scope')).toBe('openid urn:zitadel:iam:org:project:id:zitadel:aud');
    const [header = '', claims = '', signature = ''] = (form.get('assertion') ?? '').split('.');
    const decode = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect(decode(header)).toMatchObject({ alg: 'RS256', kid: 'key-1' });
    expect(decode(claims)).toMatchObject({ iss: 'signer', sub: 'signer', aud: 'https://id.example.org' });
    const signed = Buffer.from(`${header}.${claims}`);
    expect(verify('RSA-SHA256', signed, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
  });
});

describe('a key that is pasted wrong', () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
  test.each<[string, string, RegExp]>([
    ['nothing', '', /^Key in the credential is empty$/],
    ['the key alone', PEM, /not the JSON file/],
    ['half of the file', '{"type": "serviceaccount", "keyId": "1"', /^Key in the credential: malformed JSON/],
    ['a file without the user', keyFile({ userId: '' }), /Key \(userId\).* is empty/],
    ['a file without the key’s ID', keyFile({ keyId: undefined }), /Key \(keyId\).* is empty/],
    ['a file without the key', keyFile({ key: '' }), /Key \(key\).* is empty/],
    ['a number for the user', keyFile({ userId: 1 }), /Key \(userId\).* expected text/],
    ['half of the key', keyFile({ key: PEM.slice(0, 200) }), /holds no RSA private key/],
    [
      'a public key',
      keyFile({ key: publicKey.export({ type: 'spki', format: 'pem' }) }),
      /no RSA private key/,
    ],
    [
      'a key of another kind',
      keyFile({ key: ec.export({ type: 'pkcs8', format: 'pem' }) }),
      /no RSA private/,
    ],
    ['the file of an application', keyFile({ type: 'application', appId: '1' }), /of an application/],
    ['a key that has expired', keyFile({ expirationDate: '2020-01-01T00:00:00Z' }), /expired on 2020-01-01/],
  ])('%s: the error names what is wrong, and nothing is sent', (_, key, message) => {
    let error: unknown;
    try {
      byKey(key);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(message);
    expect((error as InputError).remedy).toMatch(/\.$/);
    expect((error as InputError).message).not.toContain(PEM.slice(40, 80));
    expect(asked).toEqual([]);
  });

  test('a private key without an end of life is taken', async () => {
    expect(await byKey(keyFile({ expirationDate: undefined })).get()).toBe('token-1');
  });
});

describe('a person who has signed in', () => {
  function person(changes: {
    expiresIn?: number;
    expiresAt?: number;
    refresh?: () => Promise<unknown>;
    refreshToken?: string;
  }): { source: TokenSource; refreshed: () => number } {
    let count = 0;
    const { expiresIn = 43_199, expiresAt = Date.now() + 43_199_000, refreshToken = 'refresh' } = changes;
    const data = (): ICredentialDataDecryptedObject => ({
      url,
      oauthTokenData: {
        access_token: `person-${count}`,
        refresh_token: refreshToken,
        expires_in: expiresIn,
        n8n_expires_at: String(expiresAt),
      },
    });
    const refreshOAuth2Token = async (): Promise<unknown> => {
      await changes.refresh?.();
      return await Promise.resolve(++count);
    };
    const context = {
      getCredentials: () => Promise.resolve(data()),
      helpers: { refreshOAuth2Token },
    } as unknown as NodeContext;
    const endpoint = { url: new URL(url), ignoreTlsErrors: false };
    const source = tokenSourceOf(context, 'zitadelOAuth2Api', data(), {
      endpoint,
      headers: {},
      origin: url,
    });
    return { source, refreshed: () => count };
  }

  test('sends the token that n8n keeps', async () => {
    const { source, refreshed } = person({});
    expect(await source.get()).toBe('person-0');
    expect(refreshed()).toBe(0);
  });

  test('has it refreshed by n8n before it ends, once for many calls', async () => {
    const { source, refreshed } = person({ expiresAt: Date.now() + 30_000 });
    const tokens = await Promise.all(Array.from({ length: 50 }, () => source.get()));
    expect(new Set(tokens)).toEqual(new Set(['person-1']));
    expect(refreshed()).toBe(1);
  });

  test('has it refreshed by n8n when it is refused, once for many calls', async () => {
    const { source, refreshed } = person({});
    const tokens = await Promise.all(
      Array.from({ length: 50 }, async () => await source.renew?.('person-0')),
    );
    expect(new Set(tokens)).toEqual(new Set(['person-1']));
    expect(refreshed()).toBe(1);
  });

  test('keeps the token to its end where the application gives no other', async () => {
    const { source, refreshed } = person({ expiresAt: Date.now() + 30_000, refreshToken: '' });
    expect(await source.get()).toBe('person-0');
    expect(refreshed()).toBe(0);
  });

  test('is told to connect the account again when n8n cannot refresh it', async () => {
    const refresh = (): Promise<never> => Promise.reject(new Error('no refresh token is available'));
    const { source } = person({ refresh });
    const error: unknown = await source.renew?.('person-0').catch((thrown: unknown) => thrown);
    expect((error as ServiceError).refusal).toMatchObject({
      code: 'UNAUTHENTICATED',
      remedy: expect.stringMatching(/connect the account again.*Refresh Token/) as string,
    });
  });
});
