import { randomInt } from 'node:crypto';

/** Zitadel's IDs are tens of milliseconds since this day, followed by what tells those of one moment apart. */
const FIRST_DAY = Date.UTC(2014, 8, 1);
const TICK = 10;
/** How many IDs one moment has room for. */
const ROOM = 2 ** 24;

/** Where this process is in the room of a moment, so that it never makes an ID twice. */
let place = randomInt(ROOM);

/** An ID that looks as those that Zitadel makes, and that nobody else has. */
export function newId(): string {
  place = (place + 1) % ROOM;
  const ticks = Math.floor((Date.now() - FIRST_DAY) / TICK);
  return (BigInt(ticks) * BigInt(ROOM) + BigInt(place)).toString();
}
