import { connect, type Socket } from 'node:net';

import {
  closeBadServers,
  type RawAnswer,
  startRawServer,
  startStreamServer,
  type StreamAnswer,
} from '../support/badServer';
import { type CertificateSettings, selfSigned } from '../support/certificate';
import { PROTECTED_TRANSPORTS } from '../support/protected-transports';
import { errorOf, failureOf, rowOf } from '../support/results';

const OPTIONS = { timeout: 5000, retries: 0 };

/** What proxies and firewalls answer with, and what the error is to say of the cause. */
const STATUSES: Array<[status: number, says: RegExp, remedy: RegExp]> = [
  [401, /another sign-in/, /let n8n through/],
  [403, /does not let the request through/, /let n8n through/],
  [407, /sign in to the proxy/, /HTTP_PROXY/],
  [413, /too large/, /limit for request bodies/],
  [429, /too many/, /Concurrency/],
  [500, /failed/, /logs/],
  [502, /no proper answer/, /check that it runs/],
  [503, /no server behind it/, /check that it runs/],
  [504, /waited too long/, /slow/],
];

/** How they say it. */
const BODIES: Array<[type: string, body: string]> = [
  ['text/html; charset=utf-8', '<html><head><title>No</title></head><body><h1>No</h1></body></html>'],
  ['text/plain', 'no'],
  ['application/json', '{"error":"no","message":"no"}'],
  ['application/json', '{"errors":[{"message":"no"}]}'],
  ['application/problem+json', '{"type":"about:blank","title":"no"}'],
];

function overHttp1(status: number, type: string, body: string): RawAnswer {
  return (socket) =>
    socket.write(
      `HTTP/1.1 ${status} No\r\ncontent-type: ${type}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
}

function overHttp2(status: number, type: string, body: string): StreamAnswer {
  return (stream) => {
    stream.respond({ ':status': status, 'content-type': type });
    stream.end(body);
  };
}

afterEach(closeBadServers);

describe.each(PROTECTED_TRANSPORTS)('a proxy before the server, on $name', ({ kind, run }) => {
  test.each(STATUSES)(
    'that answers %i is named for what it does, however it says so',
    async (status, says, remedy) => {
      for (const [type, body] of BODIES) {
        const { url } =
          kind === 'grpc'
            ? await startStreamServer(overHttp2(status, type, body))
            : await startRawServer(overHttp1(status, type, body));
        const failure = failureOf(rowOf(await run(url, { options: OPTIONS, continueOnFail: true })));
        expect(failure).toMatchObject({ code: `HTTP_${status}`, status });
        expect(failure?.message).toMatch(says);
        expect(failure?.message).toContain(url);
        expect(failure?.description).toMatch(remedy);
      }
    },
  );
});

/** What is wrong with a certificate, and what the error says. */
const CERTIFICATES: Array<[name: string, settings: CertificateSettings, trusted: boolean, says: RegExp]> = [
  ['that nobody vouches for', {}, false, /not trusted/],
  ['that has expired', { begins: -3, ends: -1 }, true, /has expired/],
  ['that is not valid yet', { begins: 1, ends: 3 }, true, /not valid yet/],
  ['for another host', { hosts: ['id.example.org'], isForOthersOnly: true }, true, /for another host/],
];

describe.each(PROTECTED_TRANSPORTS)('TLS on $name', ({ kind, run }) => {
  test.each(CERTIFICATES)('a certificate %s is named', async (_, settings, isTrusted, says) => {
    const certificate = selfSigned(settings);
    const bad =
      kind === 'grpc'
        ? await startStreamServer(() => undefined, certificate)
        : await startRawServer(() => undefined, certificate);
    const credential = isTrusted ? { ca: certificate.cert } : {};
    const error = errorOf(await run(bad.url, { options: OPTIONS, credential }));
    expect(error.message).toMatch(says);
    expect(error.message).toContain(bad.url);
    expect(error.description).toMatch(/\.$/);
    expect(error.description).not.toContain('Transport');
    expect(bad.requests).toBe(0);
  });
});

describe.each(PROTECTED_TRANSPORTS.filter(({ kind }) => kind === 'grpc'))(
  'HTTP/1.1 in place of HTTP/2, on $name',
  ({ run }) => {
    test.each([
      ['without TLS', undefined],
      ['over TLS', selfSigned()],
    ])('%s leads to the other transport', async (_, certificate) => {
      const page = overHttp1(200, 'text/html', '<html></html>');
      // What such a server answers to the first bytes of HTTP/2.
      const answer = (socket: Socket): void => page(socket, '');
      const { url } = await startRawServer(answer, certificate);
      const credential = certificate === undefined ? {} : { ca: certificate.cert };
      const error = errorOf(await run(url, { options: OPTIONS, credential }));
      expect(error.message).toContain('NOT_GRPC');
      expect(error.description).toContain('HTTP/JSON');
    });
  },
);

test('the servers of these tests are reached', async () => {
  const { port } = await startRawServer(overHttp1(200, 'text/plain', 'yes'));
  const socket = connect(port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\n\r\n');
  const answer = await new Promise<Buffer>((resolve) => socket.once('data', resolve));
  socket.destroy();
  expect(answer.toString()).toContain('yes');
});
