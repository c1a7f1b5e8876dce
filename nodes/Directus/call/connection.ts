import type { AttemptSettings } from '../../shared/run/attempts';
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
  /** How requests may be sent again; not at all without it. */
  attempts?: Pick<AttemptSettings, 'retries' | 'pace'>;
  signal?: AbortSignal;
}
