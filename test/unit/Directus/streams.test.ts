import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

import type { InputFile } from '../../../nodes/Directus/input';
import { importItems } from '../../../nodes/Directus/call/importItems';
import { uploadChunked } from '../../../nodes/Directus/call/uploadChunked';
import { wholeZip } from '../../../nodes/Directus/call/wholeZip';
import { sessionOf } from '../../../nodes/Directus/call/session';
import { replyOf } from '../../../nodes/Directus/call/client';
import { ServiceError, type Refusal } from '../../../nodes/shared/errors';
import type { Sending } from '../../../nodes/Directus/call/sending';
import { type DirectusConnection } from '../../../nodes/Directus/call/connection';

const MEGABYTE = 1024 * 1024;
const PIECE = 64 * 1024;
const servers: Array<{ stop: () => void }> = [];

afterEach(() => {
  for (const { stop } of servers.splice(0)) stop();
});

/** Starts a server, and gives a connection to it. */
async function connectTo(listener: RequestListener, timeout = 5000): Promise<DirectusConnection> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  servers.push({ stop });
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return { endpoint: { url, ignoreTlsErrors: false }, token: 'token', timeout };
}

function answer(response: ServerResponse, data: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(status < 400 ? { data } : { errors: [{ message: 'no', extensions: data }] }));
}

/** A file of which no two pieces beside each other are alike. */
function fileOf(length: number): InputFile & { opened: () => number; closed: () => number } {
  let opened = 0;
  let closed = 0;
  async function* read(): AsyncGenerator<Buffer> {
    opened++;
    try {
      for (let start = 0; start < length; start += PIECE) {
        yield await Promise.resolve(Buffer.alloc(Math.min(PIECE, length - start), (start / PIECE) % 251));
      }
    } finally {
      closed++;
    }
  }
  const type = 'application/octet-stream';
  return { field: 'data', name: 'a.bin', type, length, read, opened: () => opened, closed: () => closed };
}

async function refusalOf(promise: Promise<unknown>): Promise<Refusal> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ServiceError);
  return (error as ServiceError).refusal;
}

const upload = { verb: 'POST', path: '/files' };

describe('an upload', () => {
  test('is sent whole once more where the session ended', async () => {
    let logins = 0;
    let received = 0;
    const connection = await connectTo((request, response) => {
      void (async () => {
        if (request.url === '/auth/refresh') {
          await text(request);
          answer(response, { code: 'INVALID_CREDENTIALS' }, 401);
        } else if (request.url === '/auth/login') {
          await text(request);
          answer(response, { access_token: `t${++logins}`, refresh_token: 'r', expires: 900_000 });
        } else if (request.headers.authorization === 'Bearer t1') {
          answer(response, { code: 'TOKEN_EXPIRED' }, 401);
        } else {
          received = (await buffer(request)).length;
          answer(response, { id: '1' });
        }
      })();
    });
    const login = { email: 'ada@example.org', password: 'secret', otpSecret: '' };
    const session = sessionOf(connection.endpoint, login);
    const file = fileOf(20 * MEGABYTE);
    const reply = await replyOf({ ...connection, token: undefined, session }, { ...upload, content: file });
    expect(reply.status).toBe(200);
    expect([received, logins, file.opened()]).toEqual([20 * MEGABYTE, 2, 2]);
  });

  test('that is refused at once is an error, and its source is closed', async () => {
    const connection = await connectTo((_, response) => answer(response, { code: 'FORBIDDEN' }, 403));
    const file = fileOf(50 * MEGABYTE);
    expect((await refusalOf(replyOf(connection, { ...upload, content: file }))).code).toBe('FORBIDDEN');
    await wait(100);
    expect(file.closed()).toBe(file.opened());
  });

  test('may take longer than the timeout while it moves', async () => {
    const connection = await connectTo((request, response) => {
      void buffer(request).then(({ length }) => answer(response, { length }));
    }, 400);
    async function* read(): AsyncGenerator<Buffer> {
      for (let piece = 0; piece < 8; piece++) {
        await wait(100);
        yield Buffer.alloc(10);
      }
    }
    const content = { type: 'text/plain', read };
    expect((await replyOf(connection, { ...upload, content })).body).toEqual({ data: { length: 80 } });
  });

  test('that nobody takes ends with the timeout, and an import says what else to do', async () => {
    const connection = await connectTo(() => undefined, 300);
    const content = fileOf(20 * MEGABYTE);
    expect((await refusalOf(replyOf(connection, { ...upload, content }))).code).toBe('ETIMEDOUT');
    const operation = { verb: 'POST', path: '/utils/import/:collection' };
    const input = { parameters: { collection: 'posts' }, ids: [], query: {}, data: {} };
    const sending = { connection, operation, input, files: [fileOf(10)] } as unknown as Sending;
    expect((await refusalOf(importItems(sending))).remedy).toContain('IMPORT_TIMEOUT');
  });
});

describe('a download', () => {
  test.each([
    ['/cut', /^(ECONNRESET|ERR_|NO_CONNECTION)/],
    ['/stalled', /^ETIMEDOUT$/],
  ])('that ends too early is an error: %s', async (path, code) => {
    const connection = await connectTo((request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write(Buffer.alloc(10));
      if (path === '/cut') setTimeout(() => request.socket.destroy(), 50);
    }, 300);
    const read = async (): Promise<Buffer> => {
      const { body } = await replyOf(connection, { verb: 'GET', path, streamed: true });
      return await buffer(body as Readable);
    };
    expect((await refusalOf(read())).code).toMatch(code);
  });

  test('of an archive without its end is an error', async () => {
    const end = Buffer.concat([Buffer.from([0x50, 0x4b, 5, 6]), Buffer.alloc(18)]);
    const chunks = [Buffer.alloc(100), end.subarray(0, 3), end.subarray(3)];
    expect(await buffer(wholeZip(Readable.from(chunks)))).toHaveLength(122);
    const cut = refusalOf(buffer(wholeZip(Readable.from([Buffer.alloc(100)]))));
    expect((await cut).code).toBe('INCOMPLETE_FILE');
  });
});

type Fault = 'a cut' | 'a lost reply' | 'a 503' | 'a lost last reply';

/** Takes an upload in chunks, with one fault. */
class ChunkServer {
  store = Buffer.alloc(0);
  private patches = 0;
  private isFaulty = true;
  private isComplete = false;

  constructor(
    private readonly size: number,
    private readonly fault: Fault,
  ) {}

  readonly listener: RequestListener = (request, response) => {
    void this.take(request, response).catch(() => undefined);
  };

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method } = request;
    if (method === 'GET') return answer(response, { id: 'F1', filesize: String(this.store.length) });
    if (method === 'POST') return this.end(response, 201, { location: '/elsewhere/files/tus/u1' });
    if (method === 'HEAD') return this.tell(response);
    return await this.append(request, response);
  }

  private tell(response: ServerResponse): void {
    if (this.isComplete) return this.end(response, 404);
    const id = Buffer.from('F1').toString('base64');
    this.end(response, 200, { 'upload-offset': String(this.store.length), 'upload-metadata': `id ${id}` });
  }

  private async append(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (Number(request.headers['upload-offset']) !== this.store.length) return this.end(response, 409);
    const isLast = this.store.length + Number(request.headers['content-length']) === this.size;
    const isFaulty = this.isFaulty && (this.fault === 'a lost last reply' ? isLast : ++this.patches === 2);
    if (isFaulty) this.isFaulty = false;
    if (isFaulty && this.fault === 'a 503') {
      await buffer(request);
      return this.end(response, 503);
    }
    for await (const piece of request as AsyncIterable<Buffer>) {
      this.store = Buffer.concat([this.store, piece]);
      if (isFaulty && this.fault === 'a cut') return void request.socket.destroy();
    }
    this.isComplete = isLast;
    if (isFaulty) return void request.socket.destroy();
    this.end(response, 204, { 'upload-offset': String(this.store.length) });
  }

  private end(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
    response.writeHead(status, headers);
    response.end();
  }
}

describe('an upload in chunks', () => {
  const size = 3 * MEGABYTE + 7;
  const run = async (
    fault: Fault,
    id?: string,
  ): Promise<{ result: ReturnType<typeof uploadChunked>; server: ChunkServer }> => {
    const server = new ChunkServer(size, fault);
    const connection = await connectTo(server.listener);
    const operation = { verb: 'POST', path: '/files/tus' };
    const input = { parameters: { ...(id !== undefined && { id }) }, ids: [], query: {}, data: {} };
    const files = [fileOf(size)];
    const sending = { connection, operation, input, files, options: { chunkSize: 1 } } as unknown as Sending;
    return { result: uploadChunked(sending), server };
  };

  test.each<Fault>(['a cut', 'a lost reply', 'a 503', 'a lost last reply'])(
    'goes on after %s, with every byte once',
    async (fault) => {
      const { result, server } = await run(fault);
      expect((await result).map(({ json }) => json.id)).toEqual(['F1']);
      expect(server.store.equals(await buffer(Readable.from(fileOf(size).read())))).toBe(true);
    },
  );

  test('that replaces a file is not taken for done where Directus no longer knows it', async () => {
    const { result } = await run('a lost last reply', 'F1');
    expect((await refusalOf(result)).code).toBe('UPLOAD_LOST');
  });
});
