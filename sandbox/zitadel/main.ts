import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { releases } from './releases';
import { startZitadel } from './server';

/**
 * Starts the stand-in, prints one line of JSON (url, tokens, ids) and stays up until it is told to end. Lines of its input,
 * `pause` and `resume`, take it from the network and back; each is printed when it is done.
 */
async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      port: text,
      host: text,
      'access-token-seconds': text,
      'projection-delay': text,
      release: text,
    },
  });
  const { stop, pause, resume, ...standIn } = await startZitadel({
    port: Number(values.port ?? 0),
    host: values.host,
    release: releases.find((release) => release === values.release),
    projectionDelay: Number(values['projection-delay'] ?? 0),
    ...(values['access-token-seconds'] && { accessTokenSeconds: Number(values['access-token-seconds']) }),
  });
  process.stdout.write(`${JSON.stringify(standIn)}\n`);
  const commands = new Map([
    ['pause', pause],
    ['resume', resume],
  ]);
  createInterface({ input: process.stdin }).on('line', (line) => {
    void commands
      .get(line)?.()
      .then(() => process.stdout.write(`${line}\n`));
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void stop().then(() => process.exit(0)));
  }
}

void main();
