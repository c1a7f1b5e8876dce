import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const PROTOCOL = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 0x81;
const CLOSE = 0x88;

/**
 * Accepts a web socket whose client sends one short message of JSON (RFC 6455).
 *
 * @param answer the messages to send in reply
 */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  answer: (message: unknown) => unknown[],
): void {
  const key = String(request.headers['sec-websocket-key']);
  const accept = createHash('sha1')
    .update(key + PROTOCOL)
    .digest('base64');
  const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  socket.write([...head, `Sec-WebSocket-Accept: ${accept}`, '', ''].join('\r\n'));
  socket.on('error', () => undefined);
  socket.on('data', (frame: Buffer) => {
    if (frame[0] !== TEXT) {
      socket.end(Buffer.from([CLOSE, 0]));
      return;
    }
    for (const message of answer(JSON.parse(unmask(frame)))) socket.write(toFrame(JSON.stringify(message)));
  });
}

/** The text of a client's frame: what it sends is masked, and here shorter than 126 bytes. */
function unmask(frame: Buffer): string {
  const length = (frame[1] ?? 0) & 0x7f;
  if (length > 125) throw new Error('only short messages are understood');
  const mask = frame.subarray(2, 6);
  return Buffer.from(
    frame.subarray(6, 6 + length).map((byte, index) => byte ^ (mask[index % 4] ?? 0)),
  ).toString();
}

function toFrame(text: string): Buffer {
  const content = Buffer.from(text);
  if (content.length > 125) throw new Error('only short messages are sent');
  return Buffer.concat([Buffer.from([TEXT, content.length]), content]);
}
