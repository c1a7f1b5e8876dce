import { createServer, request as sendRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** An HTTP proxy. */
export interface Proxy {
  url: string;
  /** What it was asked for: "GET http://…" for a request that it passes on, "CONNECT host:port" for a tunnel. */
  seen: string[];
  /** The sign-ins that came with what it was asked for; '' where there was none. */
  signIns: string[];
  close(): Promise<void>;
}

/** Starts an HTTP proxy. */
export async function startProxy(): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const server = createServer(passOn);
  const proxy: Proxy = {
    url: '',
    seen: [],
    signIns: [],
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  const note = ({ method, url, headers }: IncomingMessage): void => {
    proxy.seen.push(`${method} ${url}`);
    proxy.signIns.push(headers['proxy-authorization'] ?? '');
  };
  server.on('request', note);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('connect', (request, client: Socket, head) => {
    note(request);
    const { hostname, port } = new URL(`tunnel://${request.url}`);
    const target = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.write(head);
      client.pipe(target).pipe(client);
    });
    sockets.add(target);
    target.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return proxy;
}

function passOn(request: IncomingMessage, response: ServerResponse): void {
  const { method, url = '', headers } = request;
  const passed = sendRequest(url, { method, headers, agent: false }, (reply) => {
    response.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(response);
  });
  passed.on('error', () => response.destroy());
  request.pipe(passed);
}
