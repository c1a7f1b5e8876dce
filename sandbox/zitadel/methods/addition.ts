import type { JsonObject } from '../json-object';
import { now } from '../time';

/** The details of a reply to an addition (v1) that happens now. */
export function addition(sequence: number, resourceOwner: string): JsonObject {
  return { sequence: String(sequence), creationDate: now(), resourceOwner };
}
