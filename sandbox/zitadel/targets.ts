import { randomInt } from 'node:crypto';
import type { JsonObject } from './json-object';
import { now } from './time';

const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** What happens with the answer of a target; the value is the message of that kind. */
export type TargetKind = 'restWebhook' | 'restCall' | 'restAsync';
export const targetKinds: readonly TargetKind[] = ['restWebhook', 'restCall', 'restAsync'];

/** An address that is told about calls and events. */
export interface Target {
  id: string;
  name: string;
  kind: TargetKind;
  options: JsonObject;
  /** As "10s". */
  timeout: string;
  endpoint: string;
  signingKey: string;
  created: string;
  changed: string;
}

/** Which targets are called for one condition. */
export interface Execution {
  condition: JsonObject;
  targets: string[];
  created: string;
  changed: string;
}

/** Gives a target a new key. The former one is good no longer, but for events that happened before. */
export function replaceSigningKey(target: Target): void {
  target.signingKey = newSigningKey();
  target.changed = now();
}

/** A new key for signing what a target gets. */
export function newSigningKey(): string {
  return Array.from({ length: 36 }, () => characters.charAt(randomInt(characters.length))).join('');
}
