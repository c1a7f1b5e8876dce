import type { Agent } from 'node:http';

/** Servers close a connection that was idle for five seconds (Node's own default) or longer. */
const MOST_IDLE_MILLISECONDS = 4000;

const freeSince = new WeakMap<object, number>();

/** Has an agent remember since when its kept sockets have been idle. */
export function followIdle<Kept extends Agent>(agent: Kept): Kept {
  return agent.on('free', (socket: object) => freeSince.set(socket, Date.now()));
}

/**
 * Closes the sockets of an agent that were idle for so long that the server may be closing them: a request that reaches it
 * in that moment is lost, and one that changes something cannot be sent again.
 *
 * @param most milliseconds
 */
export function closeIdle(agent: Agent, most = MOST_IDLE_MILLISECONDS): void {
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) {
      if (Date.now() - (freeSince.get(socket) ?? 0) >= most) socket.destroy();
    }
  }
}
