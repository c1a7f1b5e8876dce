import { selfSigned } from '../../support/certificate';
import { PROTECTED_TRANSPORTS } from '../../support/protected-transports';
import { errorOf, rowsOf } from '../../support/results';
import { closeStubs, startStub, type Stub } from '../../support/stub';

const certificate = selfSigned();

describe.each(PROTECTED_TRANSPORTS)('TLS on $name', ({ kind, run }) => {
  let stub: Stub;

  beforeEach(async () => {
    stub = await startStub({ kind, certificate });
  });

  afterEach(closeStubs);

  test('a server that nobody vouches for is refused, with what to do', async () => {
    const error = errorOf(await run(stub.url));
    expect(error.message).toContain(`The certificate of ${stub.url} is not trusted`);
    expect(error.description).toContain('CA Certificate');
    expect(error.description).toContain('Ignore TLS Errors');
    expect(stub.requests).toEqual([]);
  });

  test('a server that the CA certificate vouches for is trusted', async () => {
    expect(rowsOf(await run(stub.url, { credential: { ca: certificate.cert } }))).toHaveLength(1);
    expect(stub.requests).toHaveLength(1);
  });

  test('a server is trusted by name too', async () => {
    const url = `https://localhost:${stub.port}`;
    expect(rowsOf(await run(url, { credential: { ca: certificate.cert } }))).toHaveLength(1);
    expect(stub.requests[0]?.host).toBe(`localhost:${stub.port}`);
  });

  test('a CA certificate that is another’s does not vouch for it', async () => {
    const error = errorOf(await run(stub.url, { credential: { ca: selfSigned().cert } }));
    expect(error.message).toContain('is not trusted');
    expect(stub.requests).toEqual([]);
  });

  test('a CA certificate that is no PEM is refused before anything is sent', async () => {
    const error = errorOf(await run(stub.url, { credential: { ca: 'no certificate' } }));
    expect(error.message).toContain('is not PEM');
    expect(stub.connections).toBe(0);
  });

  test('any server is trusted with Ignore TLS Errors', async () => {
    expect(rowsOf(await run(stub.url, { credential: { ignoreTlsErrors: true } }))).toHaveLength(1);
  });

  test('Ignore TLS Errors of one credential does not open the way for another', async () => {
    await run(stub.url, { credential: { ignoreTlsErrors: true } });
    expect(errorOf(await run(stub.url)).message).toContain('is not trusted');
    expect(stub.requests).toHaveLength(1);
  });

  test('https at a port without TLS says to write http', async () => {
    const plain = await startStub({ kind });
    const error = errorOf(await run(plain.url.replace('http:', 'https:')));
    expect(error.description).toContain('http://');
  });
});
