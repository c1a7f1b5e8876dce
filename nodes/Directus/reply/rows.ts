import type { Json } from '../../shared/json';
import { isObject } from '../../shared/parse';
import type { Reply, ReplyRow } from '../../shared/run/call';

/** A row that is no object is wrapped: Directus gives bare values where only an alias was asked for. */
export function toRow(row: Json): ReplyRow {
  return { json: isObject(row) ? row : { value: row } };
}

/** A reply as rows: a list gives one each, anything else one row. */
export function toRows(reply: Json): Reply {
  return Array.isArray(reply) ? reply.map(toRow) : [toRow(reply)];
}

/** The entries of a reply that should be a list. */
export function listOf(reply: Json | undefined): Json[] {
  if (reply === undefined || reply === null) return [];
  return Array.isArray(reply) ? reply : [reply];
}
