import type { Policy } from '../../shared/run/policy';
import type { Endpoint } from '../../shared/transport/endpoint';

/** Gives the tokens of a session that signs in by itself. */
export interface Session {
  /** A token that is valid for a while. */
  token(connection: DirectusConnection): Promise<string>;
  /**
   * A new token, for one that was refused.
   *
   * @param refused a token that somebody else has renewed in the meantime is not renewed again
   */
  renew(connection: DirectusConnection, refused: string): Promise<string>;
}

/** How a call reaches Directus and in whose name. */
export interface DirectusConnection {
  endpoint: Endpoint;
  /** Sent as the Authorization header, never in a URL; undefined to send none. */
  token?: string;
  /** Signs in by itself, instead of a token. */
  session?: Session;
  /** Milliseconds. */
  timeout: number;
  /** Decides which requests are sent again; without it, none is. */
  policy?: Policy;
  signal?: AbortSignal;
}
