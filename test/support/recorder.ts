import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that went through a recorder, with its reply. */
export interface Exchange {
  method: string;
  path: string;
  authorization: string;
  body: string;
  status: number;
  reply: string;
}

/** Stands before a server, passes everything on, and remembers it. */
export interface Recorder {
  url: string;
  exchanges: Exchange[];
  /** Most requests that were under way at the same time. */
  mostUnderWay: number;
  close(): Promise<void>;
}

/** Starts a recorder before the server at `target`. */
export async function startRecorder(target: string): Promise<Recorder> {
  const exchanges: Exchange[] = [];
  let underWay = 0;
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    recorder.mostUnderWay = Math.max(recorder.mostUnderWay, ++underWay);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url: path = '' } = request;
    const { authorization = '', 'content-type': type = 'application/json' } = request.headers;
    const body = Buffer.concat(chunks).toString();
    const answer = await fetch(target + path, {
      method,
      headers: { connection: 'close', 'content-type': type, ...(authorization !== '' && { authorization }) },
      body: body === '' ? undefined : body,
    });
    const reply = await answer.text();
    exchanges.push({ method, path, authorization, body, status: answer.status, reply });
    underWay--;
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(reply);
  };
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  const recorder: Recorder = {
    url: '',
    exchanges,
    mostUnderWay: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  recorder.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return recorder;
}
