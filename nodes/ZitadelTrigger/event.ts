import type { Json, JsonObject } from '../shared/json';
import { asText, isObject } from '../shared/parse';
import { isChosen } from './selection';
import type { EventSettings } from './settings';

/** What the workflow gets: one item an event. */
export type ZitadelEvent = JsonObject & {
  /** e.g. "user.human.added". */
  type: string;
  aggregateType: string;
  aggregateId: string;
  /** Counts per aggregate. */
  sequence: number;
  createdAt: string;
  /** Organization that owns the aggregate, or the instance. */
  resourceOwner: string;
  /** Who did it. */
  userId: string;
  /** What was written; empty where the event says nothing more. */
  payload: JsonObject;
};

/** Hashes and secrets, which Zitadel's events hold. */
const SECRETS = new Set(['encodedHash', 'hashedSecret', 'code', 'otpSecret', 'challenge']);

/** An event as AdminService listEvents gives it (`zitadel.event.v1.Event`). */
export function fromList(event: JsonObject): ZitadelEvent {
  const { editor, aggregate, type, payload } = event;
  const about = isObject(aggregate) ? aggregate : {};
  return {
    type: textIn(type, 'type'),
    aggregateType: textIn(about.type, 'type'),
    aggregateId: asText(about.id),
    sequence: Number(event.sequence ?? 0),
    createdAt: asText(event.creationDate),
    resourceOwner: asText(about.resourceOwner),
    userId: textIn(editor, 'userId'),
    payload: isObject(payload) ? payload : {},
  };
}

/** An event as a target is told of it. Returns undefined for what is none. */
export function fromDelivery(body: JsonObject): ZitadelEvent | undefined {
  const { event_type: type, aggregateID: aggregateId, event_payload: payload } = body;
  if (typeof type !== 'string' || typeof aggregateId !== 'string') return undefined;
  return {
    type,
    aggregateType: asText(body.aggregateType),
    aggregateId,
    sequence: Number(body.sequence ?? 0),
    createdAt: asText(body.created_at),
    resourceOwner: asText(body.resourceOwner),
    userId: asText(body.userID),
    payload: isObject(payload) ? payload : {},
  };
}

/** What tells an event from all others of its instance. */
export function keyOf({ aggregateType, aggregateId, sequence }: ZitadelEvent): string {
  return `${aggregateType}/${aggregateId}/${sequence}`;
}

/** Whether an event is one that the node asks for. */
export function isWanted(
  event: ZitadelEvent,
  { patterns, filters }: Pick<EventSettings, 'patterns' | 'filters'>,
): boolean {
  const { organizationId, aggregateId, editorUserId } = filters;
  return (
    isChosen(event.type, patterns) &&
    (organizationId === '' || organizationId === event.resourceOwner) &&
    (aggregateId === '' || aggregateId === event.aggregateId) &&
    (editorUserId === '' || editorUserId === event.userId)
  );
}

/** An event without the hashes and the encrypted secrets in its payload. */
export function withoutSecrets(event: ZitadelEvent): ZitadelEvent {
  return { ...event, payload: cleaned(event.payload) };
}

function cleaned(payload: JsonObject): JsonObject {
  const kept = Object.entries(payload).filter(([name, value]) => !SECRETS.has(name) && !isEncrypted(value));
  return Object.fromEntries(kept.map(([name, value]) => [name, cleanedValue(value)]));
}

function cleanedValue(value: Json): Json {
  if (Array.isArray(value)) return value.filter((entry) => !isEncrypted(entry)).map(cleanedValue);
  return isObject(value) ? cleaned(value) : value;
}

function isEncrypted(value: Json): boolean {
  return isObject(value) && 'Crypted' in value;
}

function textIn(value: Json | undefined, name: string): string {
  return isObject(value) ? asText(value[name]) : '';
}
