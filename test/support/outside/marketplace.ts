import { randomUUID } from 'node:crypto';

import { packPackage } from './tarball';
import { route, type OutsideService } from './service';

/** Version of the registry's interface that Directus 12 asks for. */
const INTERFACE = '2024-01-29';

/** An extension that the marketplace offers. */
export interface OfferedExtension {
  id: string;
  /** ID of its only version. */
  version: string;
  /** Its name, which is also the path that it adds to Directus. */
  name: string;
}

/** Stands in for Directus' marketplace. */
export interface Marketplace extends OutsideService {
  publisher: { id: string; username: string };
  /** What it has, as many as `size`, in the order of their downloads. */
  extensions: OfferedExtension[];
  /** IDs of the versions that were downloaded. */
  downloads: string[];
}

/** Makes a marketplace of endpoint extensions. */
export function makeMarketplace(size: number): Marketplace {
  const publisher = { id: randomUUID(), username: 'example' };
  const extensions = Array.from({ length: size }, (_, index) => offer(index));
  const downloads: string[] = [];
  const find = (id: string | undefined): OfferedExtension | undefined =>
    extensions.find((extension) => extension.id === id);
  return {
    hosts: ['registry.directus.io'],
    publisher,
    extensions,
    downloads,
    answer: (request) =>
      route(
        [
          [/^GET \/version$/, () => ({ json: { version: INTERFACE } })],
          [
            /^GET \/extensions$/,
            () => {
              const { search = '', type = 'endpoint', sort, offset = '0', limit = '10' } = request.query;
              const found = extensions.filter(({ name }) => type === 'endpoint' && name.includes(search));
              if (sort === 'recent') found.reverse();
              // Like many a list on the internet, it gives no more at once than it wants to.
              const size = Math.min(Number(limit), 50);
              const page = found.slice(Number(offset), Number(offset) + size);
              return { json: { meta: { filter_count: found.length }, data: page.map(summary) } };
            },
          ],
          [
            /^GET \/extensions\/([\w-]+)$/,
            ([id]) => {
              const extension = find(id);
              if (extension === undefined) return { status: 404, json: { errors: [] } };
              return { json: { data: details(extension) } };
            },
          ],
          [
            /^GET \/accounts\/([\w-]+)$/,
            ([id]) => (id === publisher.id ? { json: { data: account() } } : { status: 404 }),
          ],
          [
            /^GET \/download\/([\w-]+)$/,
            ([version = '']) => {
              const extension = extensions.find((offered) => offered.version === version);
              if (extension === undefined) return { status: 404 };
              downloads.push(version);
              return { bytes: pack(extension) };
            },
          ],
        ],
        request,
      ),
  };

  function account(): Record<string, unknown> {
    const github = ['username', 'avatar_url', 'name', 'company', 'blog', 'location', 'bio'];
    const unknown = Object.fromEntries(github.map((name) => [`github_${name}`, null]));
    return { ...publisher, verified: true, ...unknown };
  }

  function summary({ id, name }: OfferedExtension): Record<string, unknown> {
    return {
      ...{ id, name, description: null, type: 'endpoint', license: 'MIT', verified: true, sandbox: true },
      ...{ total_downloads: 1, last_updated: '2026-01-01T00:00:00Z', host_version: '*' },
      publisher: { username: publisher.username, verified: true, github_name: null },
    };
  }

  function details(extension: OfferedExtension): Record<string, unknown> {
    const version = {
      ...{ id: extension.version, version: '1.0.0', verified: true, type: 'endpoint', license: 'MIT' },
      ...{ publish_date: '2026-01-01T00:00:00Z', host_version: '*', unpacked_size: 1, file_count: 2 },
      ...{ url_bugs: null, url_homepage: null, url_repository: null, bundled: [], maintainers: null },
      publisher: account(),
    };
    return { ...summary(extension), downloads: null, readme: null, versions: [version] };
  }
}

function offer(index: number): OfferedExtension {
  return { id: randomUUID(), version: randomUUID(), name: `directus-extension-greeting-${index}` };
}

/** The extension as npm packs it: an endpoint that runs in Directus' sandbox. */
function pack({ name }: OfferedExtension): Buffer {
  const kind = { type: 'endpoint', path: 'index.js', source: 'index.js', host: '*' };
  const sandbox = { enabled: true, requestedScopes: {} };
  const manifest = { name, version: '1.0.0', type: 'module', 'directus:extension': { ...kind, sandbox } };
  const code = `export default (router) => router.get('/', () => ({ status: 200, body: ${JSON.stringify(name)} }));`;
  return packPackage({ 'package.json': JSON.stringify(manifest), 'index.js': code });
}
