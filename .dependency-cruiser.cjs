// The rooms of the package, and which way imports go between them: with the data, from the form to the reply.
const server = '^nodes/(Zitadel|Directus)';
const outside = (room, allowed) => ({
  from: { path: `${server}/${room}/` },
  to: { path: `${server}/`, pathNot: `${server}/(${allowed.join('|')})` },
});
const ROOT_TYPES = '(operation|input|organization)\\.ts$';

module.exports = {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'shared-knows-no-server',
      severity: 'error',
      from: { path: '^nodes/shared/' },
      to: { path: '^nodes/(?!shared/)' },
    },
    {
      name: 'nodes-are-apart',
      severity: 'error',
      from: { path: '^nodes/(Zitadel|Directus)(Trigger)?/' },
      to: { path: '^nodes/(?!shared/)', pathNot: '^nodes/$1(Trigger)?/' },
    },
    {
      name: 'action-nodes-know-no-trigger',
      severity: 'error',
      from: { path: `${server}/` },
      to: { path: '^nodes/\\w+Trigger/' },
    },
    {
      name: 'no-development-code',
      severity: 'error',
      from: { path: '^(nodes|credentials)/' },
      to: { path: '^(sandbox|test|scripts)/' },
    },
    {
      name: 'rows-name-what-they-need',
      severity: 'error',
      ...outside('(services|resources)', ['services/', 'resources/', 'catalogue/', 'request/', ROOT_TYPES]),
    },
    {
      name: 'catalogue-is-on-its-own',
      severity: 'error',
      ...outside('catalogue', ['catalogue/', ROOT_TYPES]),
    },
    {
      name: 'request-before-call',
      severity: 'error',
      ...outside('request', ['request/', 'schema/', 'catalogue/', ROOT_TYPES]),
    },
    {
      name: 'call-before-reply',
      severity: 'error',
      ...outside('call', ['call/', 'reply/', 'schema/', 'catalogue/', ROOT_TYPES]),
    },
    {
      name: 'reply-comes-last',
      severity: 'error',
      ...outside('reply', ['reply/', 'schema/', 'catalogue/', ROOT_TYPES]),
    },
    {
      name: 'shared-rooms',
      severity: 'error',
      from: { path: '^nodes/shared/(form|transport|page)/' },
      to: { path: '^nodes/shared/(form|run|transport|page)/', pathNot: '^nodes/shared/$1/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules' },
  },
};
