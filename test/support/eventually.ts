import { setTimeout as wait } from 'node:timers/promises';

const PAUSE_MILLISECONDS = 200;
const MOST_MILLISECONDS = 8_000;

/**
 * Reads until the reply is as expected, for servers whose lists lag behind what was written.
 *
 * @param most milliseconds to wait at most
 * @returns the first reply that is as expected, else the last one
 */
export async function eventually<Reply>(
  read: () => Promise<Reply>,
  isExpected: (reply: Reply) => boolean,
  most = MOST_MILLISECONDS,
): Promise<Reply> {
  let reply = await read();
  for (let attempt = 1; attempt * PAUSE_MILLISECONDS < most && !isExpected(reply); attempt++) {
    await wait(PAUSE_MILLISECONDS);
    reply = await read();
  }
  return reply;
}
