import { connectionError, networkCodeIn } from '../../../nodes/shared/transport/connectionError';

const ADDRESS = 'https://id.example.org:8443';

const CODES = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPROTO',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
];

test.each(CODES)('%s is found in a longer message', (code) => {
  expect(networkCodeIn(`connect ${code} 127.0.0.1:1`)).toBe(code);
});

test.each(CODES)('%s has words, the address and a remedy', (code) => {
  const { refusal } = connectionError(code, ADDRESS);
  expect(refusal.code).toBe(code);
  expect(refusal.message).toContain(ADDRESS);
  expect(refusal.message).toMatch(new RegExp(` \\(${code}\\)$`));
  expect(refusal.remedy).toMatch(/^[A-Z].*\.$/);
  expect(refusal.status).toBeUndefined();
});

test('a code that nobody knows has general words and a remedy', () => {
  expect(connectionError('ESOMETHING', ADDRESS).refusal).toMatchObject({
    code: 'ESOMETHING',
    message: `No connection to ${ADDRESS} (ESOMETHING)`,
    remedy: expect.stringContaining('URL') as string,
  });
});

test.each([
  ['ECONNREFUSED', /port/],
  ['ENOTFOUND', /URL/],
  ['ETIMEDOUT', /Timeout/],
  ['EPROTO', /http:\/\//],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /CA Certificate/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /CA Certificate/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /certificate names/],
])('%s says what to do', (code, remedy) => {
  expect(connectionError(code, ADDRESS).refusal.remedy).toMatch(remedy);
});
