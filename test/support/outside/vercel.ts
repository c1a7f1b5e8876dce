import { route, type OutsideReply, type OutsideService } from './service';
import { addHook, findBuild, isSignedIn, makeBuilder, startBuild, type Build, type Builder } from './website';

/** Stands in for the part of Vercel's interface that Directus calls. */
export function makeVercel(): Builder & OutsideService {
  const builder = makeBuilder('vercel');
  const { site, hooks, log } = builder;
  const project = {
    ...site,
    framework: 'nuxtjs',
    link: { type: 'github', repoId: 7, productionBranch: 'main' },
  };
  return Object.assign(builder, {
    hosts: ['api.vercel.com'],
    answer: (request) => {
      if (!isSignedIn(builder, request))
        return { status: 403, json: { error: { message: 'Not authorized' } } };
      return route(
        [
          [/^GET \/v9\/projects$/, () => ({ json: { projects: [project], pagination: {} } })],
          [/^GET \/v9\/projects\/([\w-]+)$/, ([id]) => (id === site.id ? { json: project } : notFound())],
          [/^POST \/v13\/deployments$/, () => ({ json: facts(startBuild(builder, request)) })],
          [/^GET \/v13\/deployments\/([\w-]+)$/, ([id]) => replyOf(findBuild(builder, id))],
          [
            /^PATCH \/v12\/deployments\/([\w-]+)\/cancel$/,
            ([id]) => {
              const build = findBuild(builder, id);
              if (build !== undefined) build.state = 'canceled';
              return replyOf(build);
            },
          ],
          [
            /^GET \/v3\/deployments\/[\w-]+\/events$/,
            () => ({ json: log.map((text, index) => ({ type: 'stdout', text, created: index + 1 })) }),
          ],
          [
            /^POST \/v1\/webhooks$/,
            () => {
              const { url } = request.body as { url: string };
              return { json: { id: addHook(builder, url), secret: 'secret' } };
            },
          ],
          [
            /^DELETE \/v1\/webhooks\/([\w-]+)$/,
            ([id = '']) => (hooks.delete(id) ? { status: 204 } : notFound()),
          ],
        ],
        request,
      );
    },
  } satisfies OutsideService);
}

function facts({ id, site, state }: Build): Record<string, unknown> {
  return {
    id,
    projectId: site,
    status: state.toUpperCase(),
    createdAt: 1_767_225_600_000,
    url: `${id}.vercel.app`,
  };
}

function replyOf(build: Build | undefined): OutsideReply {
  return build === undefined ? notFound() : { json: facts(build) };
}

function notFound(): OutsideReply {
  return { status: 404, json: { error: { message: 'Not found' } } };
}
