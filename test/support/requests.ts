import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

import { testServers, type DirectusServer } from './servers';

/** A request that went by. */
export interface SeenRequest {
  method: string;
  path: string;
  authorization?: string;
}

/** Stands between the node and Directus, and notes what goes by. */
export interface Recorder {
  url: string;
  requests: SeenRequest[];
  stop(): Promise<void>;
}

/** Starts a recorder in front of a Directus; the second one of this version unless another is given. */
export async function startRecorder(
  target: Pick<DirectusServer, 'url'> = testServers().directus12,
): Promise<Recorder> {
  const requests: SeenRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    requests.push({ method, path: url, authorization: headers.authorization });
    const onward = request(target.url + url, { method, headers }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}`, requests, stop };
}
