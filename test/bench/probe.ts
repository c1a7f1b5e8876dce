/**
 * Looks into a server from inside: loaded before it with `--require`, it counts connections, notes which files of this
 * package are loaded, and takes CPU profiles. Run by the server's own Node, so it imports nothing but Node's modules.
 */
import { subscribe } from 'node:diagnostics_channel';
import { createServer, type ServerResponse } from 'node:http';
import { Session, type Profiler } from 'node:inspector';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';

const PORT = Number(process.env.BENCH_PROBE_PORT ?? 0);
const WATCHED = process.env.BENCH_PROBE_PACKAGE ?? '';
const MICROSECONDS_A_SAMPLE = 500;

let connections = 0;
const loaded: string[] = [];
const session = new Session();

function countConnections(): void {
  subscribe('net.server.socket', (message) => {
    const { socket } = message as { socket: Socket };
    if (socket.localPort !== PORT) connections++;
  });
}

function noteLoadedFiles(): void {
  const { extensions } = createRequire(process.execPath);
  const load = extensions['.js'];
  extensions['.js'] = (module, filename) => {
    if (filename.includes(`/node_modules/${WATCHED}/`)) loaded.push(filename);
    load(module, filename);
  };
}

function startProfile(done: (answer: object) => void): void {
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: MICROSECONDS_A_SAMPLE });
  session.post('Profiler.start', () => done({}));
}

function stopProfile(done: (answer: object) => void): void {
  session.post('Profiler.stop', (_error: Error | null, result: Profiler.StopReturnType) => {
    session.disconnect();
    const { profile } = result;
    // Profiles count from when the machine started, as this clock does.
    const machineStarted = Date.now() - Number(process.hrtime.bigint()) / 1e6;
    done({ began: machineStarted + profile.startTime / 1000, profile });
  });
}

function answer(request: string, response: ServerResponse): void {
  const send = (content: object): void => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(content));
  };
  if (request === 'POST /profile') startProfile(send);
  else if (request === 'DELETE /profile') stopProfile(send);
  else send({ connections, loaded });
}

if (PORT !== 0) {
  // What the server starts is not the server.
  delete process.env.BENCH_PROBE_PORT;
  countConnections();
  if (WATCHED !== '') noteLoadedFiles();
  createServer(({ method, url }, response) => answer(`${method} ${url}`, response))
    .listen(PORT, '127.0.0.1')
    .unref();
}
