import { setTimeout as wait } from 'node:timers/promises';

const PAUSE_MILLISECONDS = 200;
const MOST_ATTEMPTS = 40;

/**
 * Reads until the reply is as expected, for servers whose lists lag behind what was written.
 *
 * @returns the first reply that is as expected, else the last one
 */
export async function eventually<Reply>(
  read: () => Promise<Reply>,
  isExpected: (reply: Reply) => boolean,
): Promise<Reply> {
  let reply = await read();
  for (let attempt = 1; attempt < MOST_ATTEMPTS && !isExpected(reply); attempt++) {
    await wait(PAUSE_MILLISECONDS);
    reply = await read();
  }
  return reply;
}
