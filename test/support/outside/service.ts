import type { IncomingHttpHeaders } from 'node:http';

/** A request that reached a service. */
export interface OutsideRequest {
  host: string;
  method: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingHttpHeaders;
  /** The parsed JSON; undefined where there was none. */
  body: unknown;
}

/** What a service answers: JSON, bytes, or nothing. */
export interface OutsideReply {
  /** 200 unless given. */
  status?: number;
  json?: unknown;
  bytes?: Buffer;
}

/** Stands in for a service on the internet that Directus calls. */
export interface OutsideService {
  hosts: string[];
  answer(request: OutsideRequest): OutsideReply;
  /** The messages that a web socket sends in reply to one; absent where the service has none. */
  stream?(message: unknown): unknown[];
}

/** How a service answers one of its routes; `parts` are what the parentheses of its pattern hold. */
type Route = [pattern: RegExp, answer: (parts: string[], request: OutsideRequest) => OutsideReply];

/** Answers by the first route whose pattern, e.g. `/^GET \/sites\/(\w+)$/`, fits the request; 404 without one. */
export function route(routes: Route[], request: OutsideRequest): OutsideReply {
  const line = `${request.method} ${request.path}`;
  for (const [pattern, answer] of routes) {
    const match = pattern.exec(line);
    if (match !== null) return answer(match.slice(1), request);
  }
  return { status: 404, json: { error: { message: `no route for ${line}` } } };
}
