import { CredentialTestContext } from 'n8n-core';
import type { IDataObject, INodeCredentialTestResult } from 'n8n-workflow';

import { type EgressPolicy, withEgressPolicy } from '../../support/egress';
import { loadNode } from '../../support/package';
import { closeStubs, startStub, type Stub } from '../../support/stub';

/** The tests of the credentials, with the ways they take. */
const WAYS = [
  { name: 'Directus', node: 'Directus', kind: 'rest', credential: {} },
  { name: 'Zitadel over HTTP/JSON', node: 'Zitadel', kind: 'rest', credential: { transport: 'http' } },
  { name: 'Zitadel over gRPC', node: 'Zitadel', kind: 'grpc', credential: { transport: 'grpc' } },
] as const;

type Way = (typeof WAYS)[number];

async function verdict({ node }: Pick<Way, 'node'>, data: IDataObject): Promise<INodeCredentialTestResult> {
  const [test] = Object.values(loadNode(node).methods?.credentialTest ?? {});
  if (test === undefined) throw new Error(`${node} tests no credential`);
  const context = new CredentialTestContext({} as never);
  return await test.call(context, {
    id: '',
    name: node,
    type: `${node.toLowerCase()}Api`,
    data: data as never,
  });
}

/** Does something under n8n's policy, which it also has from its environment. */
async function underPolicy<Result>(policy: EgressPolicy, act: () => Promise<Result>): Promise<Result> {
  process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';
  try {
    return await withEgressPolicy(policy, act);
  } finally {
    delete process.env.N8N_SSRF_PROTECTION_ENABLED;
  }
}

describe.each(WAYS)('the test of a credential for $name', (way) => {
  let stub: Stub;

  beforeEach(async () => {
    stub = await startStub({ kind: way.kind });
  });

  afterEach(closeStubs);

  const ask = async (url: string, more: IDataObject = {}): Promise<INodeCredentialTestResult> =>
    await verdict(way, { url, token: 'secret-of-the-test', ...way.credential, ...more });

  test('is not content with something else that answers with success', async () => {
    const { status, message } = await ask(stub.url);
    expect(status).toBe('Error');
    expect(message).toContain(`it is not ${way.node}`);
    expect(message).toContain('Check the URL in the credential');
    expect(message).not.toContain('secret-of-the-test');
    expect(stub.requests[0]?.authorization).toBe('Bearer secret-of-the-test');
  });

  test('reaches no address that n8n keeps workflows from, by its number or by its name', async () => {
    for (const url of [stub.url, `http://localhost:${stub.port}`]) {
      const { status, message } = await underPolicy({}, async () => await ask(url));
      expect(status).toBe('Error');
      expect(message).toContain('ADDRESS_BLOCKED');
      expect(message).toContain('does not let workflows reach that address');
    }
    expect(stub.connections).toBe(0);
  });

  test('reaches no private address by a host that n8n found a public one for', async () => {
    const policy = { addresses: ['93.184.216.34'] };
    const { message } = await underPolicy(policy, async () => await ask(`http://localhost:${stub.port}`));
    expect(message).toContain('ADDRESS_BLOCKED');
    expect(stub.connections).toBe(0);
  });

  test('reaches an address that n8n allows', async () => {
    const policy = { allowedIpRanges: ['127.0.0.1/32', '::1/128'] };
    const { message } = await underPolicy(policy, async () => await ask(stub.url));
    expect(message).toContain(`it is not ${way.node}`);
  });

  test('keeps to the domains that the credential is restricted to', async () => {
    const { status, message } = await ask(stub.url, {
      allowedHttpRequestDomains: 'domains',
      allowedDomains: 'elsewhere.example.org',
    });
    expect(status).toBe('Error');
    expect(message).toMatch(/domain/i);
    expect(stub.connections).toBe(0);
  });

  test('tells of a server that speaks no TLS', async () => {
    const { message } = await ask(stub.url.replace('http:', 'https:'));
    expect(message).toMatch(/TLS|certificate|closed the connection/i);
  });
});
