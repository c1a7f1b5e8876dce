import {
  connect,
  constants,
  createServer,
  type ClientHttp2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import type { ChooseFault, FaultProxy } from './faultProxy';

interface Answer {
  headers: IncomingHttpHeaders;
  body: Buffer;
  trailers: IncomingHttpHeaders;
}

/** Milliseconds between the pieces of an answer that comes slowly. */
const TRICKLE = 20;
const STATUS = { busy: 429, badGateway: 502, badGatewayAfter: 502, unavailable: 503 } as const;

/** Starts a proxy before a gRPC server (HTTP/2 without TLS) that does what is asked of it to some calls. */
export async function startGrpcFaultProxy(target: string, choose: ChooseFault): Promise<FaultProxy> {
  const seen: FaultProxy['seen'] = [];
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer();
  let upstream: ClientHttp2Session | undefined;
  const toServer = (): ClientHttp2Session => {
    if (upstream === undefined || upstream.closed || upstream.destroyed) {
      upstream = connect(target);
      upstream.on('error', () => undefined);
    }
    return upstream;
  };
  const handle = async (stream: ServerHttp2Stream, headers: IncomingHttpHeaders): Promise<void> => {
    const body = await contentOf(stream);
    const path = headers[':path'] ?? '';
    const fault = choose({ method: 'POST', path, body: body.toString('latin1') });
    seen.push({ request: `POST ${path}`, body: '', ...(fault !== undefined && { fault }) });
    if (fault === 'stallBefore') return;
    if (fault === 'resetBefore') {
      stream.session?.destroy();
      return;
    }
    if (fault === 'busy' || fault === 'badGateway' || fault === 'unavailable') {
      refuse(stream, STATUS[fault]);
      return;
    }
    const answer = await passOn(toServer(), headers, body);
    if (stream.destroyed || fault === 'stall') return;
    if (fault === 'resetAfter') {
      stream.session?.destroy();
      return;
    }
    if (fault === 'badGatewayAfter') {
      refuse(stream, STATUS[fault]);
      return;
    }
    if (fault === 'refusedAfter') {
      stream.close(constants.NGHTTP2_REFUSED_STREAM);
      return;
    }
    if (fault === 'goAway') stream.session?.goaway(constants.NGHTTP2_NO_ERROR);
    await answerWith(stream, answer, fault);
  };
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    session.on('error', () => undefined);
  });
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    handle(stream, headers).catch(() => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    for (const session of sessions) session.destroy();
    upstream?.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, close };
}

/** As a proxy answers that has no server, or lets nobody through. */
function refuse(stream: ServerHttp2Stream, status: number): void {
  stream.respond({ ':status': status, 'content-type': 'text/html', 'retry-after': '0' });
  stream.end('<html><body><h1>The server is not available</h1></body></html>');
}

async function answerWith(
  stream: ServerHttp2Stream,
  { headers, body, trailers }: Answer,
  fault: string | undefined,
): Promise<void> {
  const hasTrailers = Object.keys(trailers).length > 0;
  stream.respond(headers, {
    waitForTrailers: hasTrailers,
    endStream: body.length === 0 && !hasTrailers,
  });
  if (hasTrailers) stream.on('wantTrailers', () => stream.sendTrailers(plain(trailers)));
  if (body.length === 0 && !hasTrailers) return;
  const middle = body.length >> 1;
  if (fault === 'half') {
    stream.write(body.subarray(0, middle), () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
    return;
  }
  if (fault === 'trickle') {
    stream.write(body.subarray(0, middle));
    await wait(TRICKLE);
    stream.end(body.subarray(middle));
    return;
  }
  stream.end(body);
}

async function passOn(
  session: ClientHttp2Session,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<Answer> {
  const { ':authority': authority = '', ...rest } = headers;
  const stream = session.request({ ...plain(rest), ':authority': authority });
  const answer: Answer = { headers: {}, body: Buffer.alloc(0), trailers: {} };
  stream.on('response', (given: IncomingHttpHeaders) => (answer.headers = plain(given)));
  stream.on('trailers', (given: IncomingHttpHeaders) => (answer.trailers = plain(given)));
  stream.end(body);
  answer.body = await contentOf(stream);
  return answer;
}

async function contentOf(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Headers without those that node itself keeps of them. */
function plain(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return { ...headers };
}
