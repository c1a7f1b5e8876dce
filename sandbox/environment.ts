import { delimiter } from 'node:path';

const always =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|SystemRoot|APPDATA|LOCALAPPDATA|ComSpec|PATHEXT|USERPROFILE)$/i;
const network =
  /^(\w+_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|npm_config_(registry|cache|\w*proxy|ca|cafile|cert|key|strict[-_]ssl|userconfig|globalconfig|(prefer[-_])?offline|@.+|\/\/.+))$/i;

/**
 * What a server may see of this process's environment: no settings of n8n, Directus, npm or Node that happen to
 * be set, and no proxy, since the servers only talk to each other on this machine.
 * @param extra variables to add
 * @param bin folders to put before PATH
 */
export function serverEnvironment(extra: Record<string, string>, bin: string[] = []): NodeJS.ProcessEnv {
  return withPath({ ...pick((name) => always.test(name)), ...extra }, bin);
}

/**
 * What npm may see: as for a server, and how this machine reaches the package registry.
 * @param extra variables to add
 * @param bin folders to put before PATH
 */
export function npmEnvironment(extra: Record<string, string> = {}, bin: string[] = []): NodeJS.ProcessEnv {
  return withPath({ ...pick((name) => always.test(name) || network.test(name)), ...extra }, bin);
}

function pick(keep: (name: string) => boolean): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => keep(name)));
}

function withPath(environment: NodeJS.ProcessEnv, bin: string[]): NodeJS.ProcessEnv {
  return { ...environment, PATH: [...bin, environment.PATH ?? ''].join(delimiter) };
}
