import { withEgressPolicy } from '../../support/egress';
import { PROTECTED_TRANSPORTS } from '../../support/protected-transports';
import { errorOf, rowsOf } from '../../support/results';
import { closeStubs, startStub, type Stub } from '../../support/stub';

describe.each(PROTECTED_TRANSPORTS)('n8n’s egress policy on $name', ({ kind, run }) => {
  let stub: Stub;

  beforeEach(async () => {
    stub = await startStub({ kind });
  });

  afterEach(closeStubs);

  test('refuses a private address with a clear error, and nothing reaches it', async () => {
    const error = errorOf(await withEgressPolicy({}, () => run(stub.url)));
    expect(error.message).toContain('ADDRESS_BLOCKED');
    expect(error.description).toContain('does not let workflows reach that address');
    expect(stub.connections).toBe(0);
  });

  test('refuses a host that resolves to a private address', async () => {
    const policy = { addresses: ['127.0.0.1'] };
    const url = `http://stub.test:${stub.port}`;
    const error = errorOf(await withEgressPolicy(policy, () => run(url)));
    expect(error.message).toContain('ADDRESS_BLOCKED');
    expect(stub.connections).toBe(0);
  });

  test('refuses a host that is blocked by name', async () => {
    const policy = { allowedIpRanges: ['127.0.0.0/8'], blockedHostnames: ['localhost'] };
    const url = `http://localhost:${stub.port}`;
    const error = errorOf(await withEgressPolicy(policy, () => run(url)));
    expect(error.message).toContain('ADDRESS_BLOCKED');
    expect(stub.connections).toBe(0);
  });

  test('refuses a host that resolves to a private address only when connecting', async () => {
    const policy = { allowedIpRanges: ['127.0.0.1/32'], addresses: ['127.0.0.1', '127.0.0.2'] };
    const url = `http://stub.test:${stub.port}`;
    const error = errorOf(await withEgressPolicy(policy, () => run(url)));
    expect(error.message).toContain('ADDRESS_BLOCKED');
    expect(stub.connections).toBe(0);
  });

  test('lets an allowed address through, found by n8n’s own look-up', async () => {
    const policy = { allowedIpRanges: ['127.0.0.1/32'], addresses: ['127.0.0.1'] };
    const url = `http://stub.test:${stub.port}`;
    expect(rowsOf(await withEgressPolicy(policy, () => run(url)))).toHaveLength(1);
    expect(stub.requests).toHaveLength(1);
    expect(stub.requests[0]?.host).toBe(`stub.test:${stub.port}`);
  });

  test('does nothing while it is switched off', async () => {
    expect(rowsOf(await run(stub.url))).toHaveLength(1);
  });
});
