import { gzipSync } from 'node:zlib';

import {
  closeBadServers,
  type RawAnswer,
  startRawServer,
  startStreamServer,
  type StreamAnswer,
  writeForever,
} from '../support/badServer';
import { PROTECTED_TRANSPORTS, type ProtectedTransport } from '../support/protected-transports';
import { errorOf } from '../support/results';

/** Milliseconds that the node is to wait for what never ends by itself, and for what it is to notice before. */
const SHORT = 800;
const LONG = 20_000;
/** Most milliseconds beyond them until the item has its error. */
const SLACK = 5_000;
/** Most bytes that a reply may cost, however long it is. */
const MOST_MEMORY = 600 * 1024 * 1024;
const MIB = 1024 * 1024;

/** What is expected of the error: its code, and what it says. */
type Expected = [code: string, message: RegExp];

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const write =
  (text: string | Buffer): RawAnswer =>
  (socket) =>
    void socket.write(text);
const end =
  (text: string | Buffer): RawAnswer =>
  (socket) =>
    void socket.end(text);
/** A whole reply with a body. */
const reply = (body: string | Buffer, head = HEAD): RawAnswer =>
  write(Buffer.concat([Buffer.from(`${head}content-length: ${body.length}\r\n\r\n`), Buffer.from(body)]));

/** What HTTP/1.1 servers do that they should not. */
const RAW: Array<[name: string, answer: RawAnswer, expected: Expected]> = [
  ['nothing', () => undefined, ['ETIMEDOUT', /did not answer in time/]],
  [
    'a body without an end, as fast as it is read',
    (socket) => {
      socket.write(`${HEAD}\r\n["`);
      writeForever(socket, Buffer.alloc(MIB, 'x'));
    },
    ['REPLY_TOO_LARGE', /more than 100 MiB/],
  ],
  [
    'a refusal without an end',
    (socket) => {
      socket.write(`HTTP/1.1 500 No\r\ncontent-type: application/json\r\n\r\n["`);
      writeForever(socket, Buffer.alloc(MIB, 'x'));
    },
    ['REPLY_TOO_LARGE', /more than 100 MiB/],
  ],
  [
    'a length of 10 GB',
    (socket) => {
      socket.write(`${HEAD}content-length: 10000000000\r\n\r\n["`);
      writeForever(socket, Buffer.alloc(MIB, 'x'));
    },
    ['REPLY_TOO_LARGE', /more than 100 MiB/],
  ],
  [
    'a small body that unpacks to 400 MiB',
    reply(gzipSync(Buffer.alloc(400 * MIB, ' ')), `${HEAD}content-encoding: gzip\r\n`),
    ['REPLY_TOO_LARGE', /more than 100 MiB/],
  ],
  [
    'a body without an end, byte by byte',
    (socket) => {
      socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
      writeForever(socket, '1\r\n \r\n', 50);
    },
    ['ETIMEDOUT', /did not answer in time/],
  ],
  [
    'headers without an end, line by line',
    (socket) => {
      socket.write(HEAD);
      writeForever(socket, 'x-more: 1\r\n', 50);
    },
    ['ETIMEDOUT', /did not answer in time/],
  ],
  [
    'headers without an end, as fast as they are read',
    (socket) => {
      socket.write(HEAD);
      writeForever(socket, `x-more: ${'x'.repeat(1000)}\r\n`);
    },
    ['NOT_HTTP', /not HTTP/],
  ],
  [
    '100 Continue without an end',
    (socket) => writeForever(socket, 'HTTP/1.1 100 Continue\r\n\r\n', 50),
    ['ETIMEDOUT', /did not answer in time/],
  ],
  ['the greeting of another protocol', end('SSH-2.0-OpenSSH_9.6\r\n'), ['NOT_HTTP', /not HTTP/]],
  ['half a head', end('HTTP/1.1 200 OK\r\nconte'), ['ECONNRESET', /closed the connection/]],
  ['half a body', end(`${HEAD}content-length: 100\r\n\r\n{"data":`), ['ECONNRESET', /closed the connection/]],
  [
    'half of a body in chunks',
    end(`${HEAD}transfer-encoding: chunked\r\n\r\n8\r\n{"data":\r\n`),
    ['ECONNRESET', /closed the connection/],
  ],
  [
    'chunks that are none',
    write(`${HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n`),
    ['NOT_HTTP', /not HTTP/],
  ],
  ['two lengths', write(`${HEAD}content-length: 2\r\ncontent-length: 5\r\n\r\n{}`), ['NOT_HTTP', /not HTTP/]],
  ['malformed JSON', reply('{"data": {'), ['MALFORMED_REPLY', /malformed JSON/]],
  [
    'a body that is not packed as it says',
    reply('{"data":{"id":"1"}}', `${HEAD}content-encoding: gzip\r\n`),
    ['MALFORMED_REPLY', /unpacked/],
  ],
  ['a list in place of a reply', reply('[1]'), ['HTTP_200', /did not answer as/]],
  ['null in place of a reply', reply('null'), ['HTTP_200', /did not answer as/]],
  ['text in place of a reply', reply('"yes"'), ['HTTP_200', /did not answer as/]],
  [
    'a page',
    reply('<html>Hello</html>', 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n'),
    ['HTTP_200', /did not answer as/],
  ],
  [
    'JSON under another name',
    reply('{"data":{"id":"1"}}', 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n'),
    ['HTTP_200', /did not answer as/],
  ],
];

/** What HTTP/2 servers do to gRPC that they should not. */
const STREAMS: Array<[name: string, answer: StreamAnswer, expected: Expected]> = [
  ['nothing', () => undefined, ['ETIMEDOUT', /did not answer in time/]],
  ['a message without an end', message(announced(0x7fffffff), true), ['REPLY_TOO_LARGE', /more than 16 MiB/]],
  [
    'a message over the limit',
    message(Buffer.concat([announced(17 * MIB), Buffer.alloc(17 * MIB)])),
    ['REPLY_TOO_LARGE', /more than 16 MiB/],
  ],
  [
    'a message byte by byte',
    (stream) => {
      stream.respond(GRPC);
      stream.write(announced(1000));
      writeForever(stream, 'x', 50);
    },
    ['ETIMEDOUT', /did not answer in time/],
  ],
  [
    'messages without an end',
    (stream) => {
      stream.respond(GRPC);
      writeForever(stream, Buffer.alloc(5 * 1000));
    },
    ['ETIMEDOUT', /did not answer in time/],
  ],
  [
    'a message that is none',
    message(framed(Buffer.from('ffffffff', 'hex'))),
    ['MALFORMED_REPLY', /malformed/],
  ],
  ['half a message', message(framed(Buffer.alloc(5)).subarray(0, 7)), ['MALFORMED_REPLY', /malformed|cut/]],
  [
    'a message that is packed, without saying how',
    message(Buffer.concat([Buffer.from([1, 0, 0, 0, 3]), Buffer.from('abc')])),
    ['MALFORMED_REPLY', /malformed/],
  ],
  ['no message', message(Buffer.alloc(0)), ['MALFORMED_REPLY', /malformed/]],
  [
    'no trailers',
    (stream) => {
      stream.respond(GRPC);
      stream.end(framed(Buffer.alloc(0)));
    },
    ['UNAVAILABLE', /broke|cut/],
  ],
  ['RST_STREAM', (stream) => stream.close(2), ['UNAVAILABLE', /broke/]],
  ['RST_STREAM that says to calm down', (stream) => stream.close(11), ['UNAVAILABLE', /broke/]],
  ['GOAWAY', (stream) => stream.session?.goaway(2), ['UNAVAILABLE', /broke/]],
  [
    'GOAWAY and the end',
    (stream) => {
      stream.session?.goaway(2);
      stream.session?.destroy();
    },
    ['UNAVAILABLE', /broke/],
  ],
  ['the end of the connection', (stream) => stream.session?.destroy(), ['UNAVAILABLE', /broke/]],
  ['a status that says why', status('14', 'no upstream at zone b'), ['UNAVAILABLE', /no upstream at zone b/]],
  ['a status that is none', status('banana', 'x'), ['UNKNOWN', /./]],
  ['a status that nobody knows', status('999', 'strange'), ['UNKNOWN', /strange/]],
  [
    'a page',
    (stream) => {
      stream.respond({ ':status': 200, 'content-type': 'text/html' });
      stream.end('<html>Hello</html>');
    },
    ['NOT_GRPC', /does not answer gRPC/],
  ],
];

const GRPC = { ':status': 200, 'content-type': 'application/grpc+proto' };

function announced(length: number): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(length, 1);
  return head;
}

function framed(content: Buffer): Buffer {
  return Buffer.concat([announced(content.length), content]);
}

function message(frames: Buffer, forever = false): StreamAnswer {
  return (stream) => {
    stream.respond(GRPC, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.write(frames);
    if (forever) writeForever(stream, Buffer.alloc(MIB));
    else stream.end();
  };
}

function status(code: string, text: string): StreamAnswer {
  return (stream) =>
    stream.respond({ ...GRPC, 'grpc-status': code, 'grpc-message': text }, { endStream: true });
}

/** Runs a node against a server that misbehaves: it ends in time, with the right error, and takes no memory for it. */
async function expectError(
  run: ProtectedTransport['run'],
  url: string,
  [code, text]: Expected,
): Promise<void> {
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
  const timeout = code === 'ETIMEDOUT' ? SHORT : LONG;
  const began = performance.now();
  try {
    const error = errorOf(await run(url, { options: { timeout, retries: 0 } }));
    expect(`${error.name} ${error.message}`).toContain('NodeApiError');
    expect(error.message).toContain(code);
    expect(error.message).toMatch(text);
    expect(error.description).toMatch(/\.$/);
    expect(performance.now() - began).toBeLessThan(timeout + SLACK);
    expect(most - before).toBeLessThan(MOST_MEMORY);
  } finally {
    clearInterval(watch);
  }
}

afterEach(closeBadServers);

describe.each(PROTECTED_TRANSPORTS.filter(({ kind }) => kind === 'rest'))(
  '$name: a server that answers with',
  ({ run }) => {
    test.each(RAW)('%s', async (_, answer, expected) => {
      const { url } = await startRawServer(answer);
      await expectError(run, url, expected);
    });
  },
);

describe.each(PROTECTED_TRANSPORTS.filter(({ kind }) => kind === 'grpc'))(
  '$name: a server that answers with',
  ({ run }) => {
    test.each(STREAMS)('%s', async (_, answer, expected) => {
      const { url } = await startStreamServer(answer);
      await expectError(run, url, expected);
    });
  },
);
