import { rootCertificates } from 'node:tls';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { endpointKey, readEndpoint, readUrl, type Endpoint } from '../../../nodes/shared/transport/endpoint';
import { inputErrorOf } from '../support/errors';
import { fakeExecution } from '../support/execution';

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';

function read(credential: ICredentialDataDecryptedObject): Endpoint {
  return readEndpoint(fakeExecution(), { url: 'https://id.example.org', ...credential }, 'Zitadel');
}

describe('the URL of a credential', () => {
  test.each([
    ['https://id.example.org', 'https://id.example.org/'],
    ['https://id.example.org/', 'https://id.example.org/'],
    ['  https://id.example.org//  ', 'https://id.example.org/'],
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['https://example.org/directus/', 'https://example.org/directus'],
    ['https://[::1]:8443', 'https://[::1]:8443/'],
    ['HTTPS://ID.Example.ORG', 'https://id.example.org/'],
  ])('"%s" is %s', (url, href) => {
    expect(readUrl(url).href).toBe(href);
  });

  test.each<[unknown, string]>([
    ['', 'is empty'],
    ['   ', 'is empty'],
    [undefined, 'is empty'],
    [42, 'is empty'],
    ['id.example.org', 'is malformed'],
    ['https://', 'is malformed'],
    ['https://a b', 'is malformed'],
    ['ftp://id.example.org', 'must begin with https:// or http://'],
    ['localhost:8080', 'must begin with https:// or http://'],
    ['javascript:alert(1)', 'must begin with https:// or http://'],
    ['https://ada@id.example.org', 'holds a user name or password'],
    ['https://ada:hunter2@id.example.org', 'holds a user name or password'],
  ])('%j is refused', (url, reason) => {
    const error = inputErrorOf(() => readUrl(url));
    expect(error.message).toContain(`URL in the credential ${reason}`);
    expect(error.message).not.toContain('hunter2');
    expect(error.remedy).toBeDefined();
  });
});

describe('an endpoint', () => {
  test('trusts what the runtime trusts, and checks certificates, without a word', () => {
    expect(read({})).toMatchObject({ ignoreTlsErrors: false });
    expect(read({}).ca).toBeUndefined();
    expect(read({ ca: '  \n' }).ca).toBeUndefined();
  });

  test('trusts the authority of the credential besides the usual ones', () => {
    expect(read({ ca: `\n${PEM}\n` }).ca).toEqual([...rootCertificates, PEM]);
  });

  test.each(['MIIB', '/etc/ca.pem', '-----BEGIN PRIVATE KEY-----'])('refuses "%s" as an authority', (ca) => {
    expect(() => read({ ca })).toThrow('CA Certificate in the credential is not PEM');
  });

  test.each<[unknown, boolean]>([
    [true, true],
    [false, false],
    ['true', false],
    [1, false],
  ])('skips the check of certificates for %p: %p', (ignoreTlsErrors, ignored) => {
    expect(read({ ignoreTlsErrors: ignoreTlsErrors as boolean }).ignoreTlsErrors).toBe(ignored);
  });
});

describe('the key of an endpoint', () => {
  test('is the same for what may share a connection', () => {
    const one = read({ url: 'https://id.example.org/a', ca: PEM });
    const other = read({ url: 'https://ID.example.org/b/', ca: `${PEM}\n` });
    expect(endpointKey(one)).toBe(endpointKey(other));
  });

  test.each<[string, ICredentialDataDecryptedObject]>([
    ['host', { url: 'https://other.example.org' }],
    ['port', { url: 'https://id.example.org:8443' }],
    ['scheme', { url: 'http://id.example.org' }],
    ['authority', { ca: PEM }],
    ['check of certificates', { ignoreTlsErrors: true }],
  ])('differs by %s', (_, credential) => {
    expect(endpointKey(read(credential))).not.toBe(endpointKey(read({})));
  });
});
