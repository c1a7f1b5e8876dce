import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttp2Server, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';

/** A request as it arrived. */
export interface ArrivedRequest {
  verb: string;
  /** As it stood in the request: nothing is decoded or shortened. */
  path: string;
  headers: string[];
  body: string;
}

/** A server that answers everything, and keeps what arrives. */
export interface OpenServer {
  url: string;
  requests: ArrivedRequest[];
  close(): Promise<void>;
}

/** Starts a server that answers each HTTP/1.1 request with the same JSON. */
export async function startOpenServer(reply: unknown): Promise<OpenServer> {
  const requests: ArrivedRequest[] = [];
  const content = JSON.stringify(reply);
  const server = createHttpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', rawHeaders } = request;
      requests.push({ verb: method, path: url, headers: rawHeaders, body: Buffer.concat(chunks).toString() });
      response.writeHead(200, { 'content-type': 'application/json' }).end(content);
    });
  });
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: await listen(server), requests, close };
}

/** Starts a server that answers each gRPC call with an empty message. */
export async function startOpenGrpcServer(): Promise<OpenServer> {
  const requests: ArrivedRequest[] = [];
  const sessions = new Set<ServerHttp2Session>();
  const server = createHttp2Server();
  server.on('session', (session) => sessions.add(session));
  server.on('stream', (stream, given) => {
    const chunks: Buffer[] = [];
    stream.on('error', () => undefined);
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const headers = Object.entries(given).flatMap(([name, value]) => [name, String(value)]);
      const { ':method': verb = '', ':path': path = '' } = given;
      requests.push({ verb, path, headers, body: Buffer.concat(chunks).toString('base64') });
      stream.respond({ ':status': 200, 'content-type': 'application/grpc+proto' }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.end(Buffer.alloc(5));
    });
  });
  const close = async (): Promise<void> => {
    for (const session of sessions) session.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: await listen(server), requests, close };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
