import { PROTECTED_TRANSPORTS, TOKEN } from '../../support/protected-transports';
import { errorOf } from '../../support/results';
import { closeStubs, startStub } from '../../support/stub';

afterEach(closeStubs);

test.each(PROTECTED_TRANSPORTS)('$name never follows a redirect with the token', async ({ kind, run }) => {
  const other = await startStub({ kind });
  const stub = await startStub({ kind, redirect: `${other.url}/elsewhere` });
  const error = errorOf(await run(stub.url));
  expect(stub.requests[0]?.authorization).toBe(`Bearer ${TOKEN}`);
  expect(other.connections).toBe(0);
  if (kind === 'rest') {
    expect(error.message).toContain(`redirects to ${other.url}`);
    expect(error.description).toContain(other.url);
  } else {
    expect(error.message).toContain('NOT_GRPC');
  }
});
