import { route, type OutsideReply, type OutsideService } from './service';
import { addHook, findBuild, isSignedIn, makeBuilder, startBuild, type Build, type Builder } from './website';

/** Stands in for the part of Netlify's interface that Directus calls. */
export function makeNetlify(): Builder & OutsideService {
  const builder = makeBuilder('netlify');
  const { site, hooks, log } = builder;
  const details = { ...site, build_settings: { provider: 'github', repo_url: 'https://example.org/shop' } };
  return Object.assign(builder, {
    hosts: ['api.netlify.com', 'socketeer.services.netlify.com'],
    answer: (request) => {
      if (!isSignedIn(builder, request)) return { status: 401, json: { message: 'Access Denied' } };
      return route(
        [
          [/^GET \/api\/v1\/(?:[\w-]+\/)?sites$/, () => ({ json: [details] })],
          [/^GET \/api\/v1\/sites\/([\w-]+)$/, ([id]) => (id === site.id ? { json: details } : notFound())],
          [
            /^POST \/api\/v1\/sites\/[\w-]+\/builds$/,
            () => ({ json: { id: 'job', deploy_id: startBuild(builder, request).id } }),
          ],
          [/^GET \/api\/v1\/deploys\/([\w-]+)$/, ([id]) => replyOf(findBuild(builder, id))],
          [
            /^POST \/api\/v1\/deploys\/([\w-]+)\/cancel$/,
            ([id]) => {
              const build = findBuild(builder, id);
              if (build !== undefined) build.state = 'canceled';
              return replyOf(build);
            },
          ],
          [
            /^GET \/api\/v1\/hooks$/,
            () => ({ json: [...hooks].map(([id, url]) => ({ id, data: { url } })) }),
          ],
          [
            /^POST \/api\/v1\/hooks$/,
            () => {
              const { data } = request.body as { data: { url: string } };
              return { json: { id: addHook(builder, data.url) } };
            },
          ],
          [
            /^DELETE \/api\/v1\/hooks\/([\w-]+)$/,
            ([id = '']) => (hooks.delete(id) ? { status: 204 } : notFound()),
          ],
        ],
        request,
      );
    },
    // The log of a build, which Netlify sends over a web socket.
    stream: (message) => {
      const { access_token: given } = message as { access_token?: string };
      if (given !== builder.token) return [];
      return log.map((text, index) => ({
        ts: index + 1,
        type: index === log.length - 1 ? 'report' : 'log',
        message: text,
      }));
    },
  } satisfies OutsideService);
}

function replyOf(build: Build | undefined): OutsideReply {
  if (build === undefined) return notFound();
  const { id, site, state } = build;
  return { json: { id, site_id: site, state, created_at: '2026-01-01T00:00:00Z' } };
}

function notFound(): OutsideReply {
  return { status: 404, json: { message: 'Not Found' } };
}
