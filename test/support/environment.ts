/** Environment variables that say which proxy to use. */
const PROXY_VARIABLES = ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy', 'grpc_proxy', 'no_grpc_proxy'];

/**
 * Does something with other proxy settings in the environment, and puts the old ones back.
 *
 * @param settings those to have, by name; all others are unset
 */
export async function withProxySettings<Result>(
  settings: Record<string, string>,
  act: () => Promise<Result>,
): Promise<Result> {
  const names = PROXY_VARIABLES.flatMap((name) => [name, name.toUpperCase()]);
  const before = names.map((name) => [name, process.env[name]] as const);
  for (const name of names) delete process.env[name];
  Object.assign(process.env, settings);
  try {
    return await act();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
