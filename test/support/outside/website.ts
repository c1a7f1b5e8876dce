import { randomUUID } from 'node:crypto';

import type { OutsideRequest } from './service';

/** A build that was asked for. */
export interface Build {
  id: string;
  site: string;
  state: 'building' | 'canceled';
  /** What Directus asked for. */
  asked: Pick<OutsideRequest, 'query' | 'body'>;
}

/** What a stand-in of a service that builds websites knows. */
export interface Builder {
  /** The only access token that it takes. */
  token: string;
  /** A site that can be built. */
  site: { id: string; name: string };
  builds: Build[];
  /** Lines of each build's log. */
  log: string[];
  /** Where it is to send word of builds, by ID. */
  hooks: Map<string, string>;
}

/** Makes what a stand-in begins with. */
export function makeBuilder(name: string): Builder {
  const site = { id: `site-${randomUUID()}`, name: `shop-${name}` };
  const log = [`${name} starts`, `${name} is done`];
  return { token: `token-${randomUUID()}`, site, builds: [], log, hooks: new Map() };
}

/** Whether a request has the access token. */
export function isSignedIn({ token }: Builder, { headers }: OutsideRequest): boolean {
  return headers.authorization === `Bearer ${token}`;
}

/** Notes a build. */
export function startBuild({ builds, site }: Builder, { query, body }: OutsideRequest): Build {
  const build: Build = {
    id: `build-${randomUUID()}`,
    site: site.id,
    state: 'building',
    asked: { query, body },
  };
  builds.push(build);
  return build;
}

/** The build of an ID. */
export function findBuild({ builds }: Builder, id: string | undefined): Build | undefined {
  return builds.find((build) => build.id === id);
}

/** Notes where word of builds is to go, and gives it an ID. */
export function addHook({ hooks }: Builder, address: string): string {
  const id = `hook-${randomUUID()}`;
  hooks.set(id, address);
  return id;
}
