import { PROTECTED_TRANSPORTS } from '../../support/protected-transports';
import { errorOf, rowsOf } from '../../support/results';
import { closeStubs, startStub, type Stub } from '../../support/stub';

describe.each(PROTECTED_TRANSPORTS)(
  'the domains that a credential is restricted to, on $name',
  (transport) => {
    const { kind, run } = transport;
    let stub: Stub;

    beforeEach(async () => {
      stub = await startStub({ kind });
    });

    afterEach(closeStubs);

    test.each([
      ['another domain', { allowedHttpRequestDomains: 'domains', allowedDomains: 'example.org' }],
      ['subdomains only', { allowedHttpRequestDomains: 'domains', allowedDomains: '*.0.0.1' }],
      ['no domain at all', { allowedHttpRequestDomains: 'domains', allowedDomains: '' }],
    ])('%s: refused, and nothing is sent', async (_, credential) => {
      const error = errorOf(await run(`http://localhost:${stub.port}`, { credential }));
      expect(error.name).toBe('NodeOperationError');
      expect(error.message).toMatch(/domains/);
      expect(stub.connections).toBe(0);
    });

    test.each([
      ['this very host', { allowedHttpRequestDomains: 'domains', allowedDomains: 'example.org, 127.0.0.1' }],
      ['all', { allowedHttpRequestDomains: 'all' }],
      ['none in the HTTP Request node', { allowedHttpRequestDomains: 'none' }],
    ])('%s: allowed', async (_, credential) => {
      expect(rowsOf(await run(stub.url, { credential }))).toHaveLength(1);
      expect(stub.requests).toHaveLength(1);
    });
  },
);
