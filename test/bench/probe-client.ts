import type { Profiler } from 'node:inspector';
import { join } from 'node:path';

import { freePort } from '../../sandbox/ports';

/** What a probe saw so far. */
export interface Seen {
  /** Connections made to the server. */
  connections: number;
  /** Files of this package, and of its dependencies, that the server loaded. */
  loaded: string[];
}

/** A CPU profile. */
export interface RecordedProfile {
  /** When it began, in milliseconds since 1970. */
  began: number;
  profile: Profiler.Profile;
}

/** Talks to the probe in a server. */
export class Probe {
  private constructor(
    private readonly port: number,
    /** What the server needs in its environment to have the probe. */
    readonly env: Record<string, string>,
  ) {}

  /**
   * A probe for a server that is about to be started.
   *
   * @param watched package whose files are noted when they are loaded
   */
  static async prepare(watched = ''): Promise<Probe> {
    const port = await freePort();
    return new Probe(port, {
      NODE_OPTIONS: `--require=${JSON.stringify(join(__dirname, 'probe.ts'))}`,
      BENCH_PROBE_PORT: String(port),
      BENCH_PROBE_PACKAGE: watched,
    });
  }

  async seen(): Promise<Seen> {
    return (await this.ask('GET', '/')) as Seen;
  }

  async startProfile(): Promise<void> {
    await this.ask('POST', '/profile');
  }

  async stopProfile(): Promise<RecordedProfile> {
    return (await this.ask('DELETE', '/profile')) as RecordedProfile;
  }

  private async ask(method: string, path: string): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`, { method });
    return await response.json();
  }
}
