/**
 * The proxy that the environment names for an address: HTTP_PROXY, HTTPS_PROXY or ALL_PROXY, unless NO_PROXY has its
 * host. Names in lower case go before those in upper case, as everywhere else in n8n.
 *
 * @returns undefined where the address is reached directly
 */
export function proxyFor(url: URL): URL | undefined {
  const scheme = url.protocol.replace(':', '');
  const address = setting(`${scheme}_proxy`) ?? setting('all_proxy');
  if (address === undefined || isExcepted(url)) return undefined;
  const whole = address.includes('://') ? address : `http://${address}`;
  return URL.canParse(whole) ? new URL(whole) : undefined;
}

/** User name and password of a proxy's address, without the encoding that addresses need. */
export function proxySignIn({ username, password }: URL): { username: string; password: string } | undefined {
  if (username === '') return undefined;
  return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/** Whether NO_PROXY has a host: by name, by a domain that begins with a dot or a star, by name and port, or all. */
function isExcepted(url: URL): boolean {
  const host = url.hostname.toLowerCase();
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  const entries = (setting('no_proxy') ?? '').toLowerCase().split(/[\s,]+/);
  return entries.some((entry) => {
    const [, name = '', onlyPort] = /^(.*?)(?::([0-9]+))?$/.exec(entry) ?? [];
    if (name === '' || (onlyPort !== undefined && onlyPort !== port)) return false;
    const domain = name.replace(/^\*/, '');
    return domain === name && !name.startsWith('.') ? host === name : host.endsWith(domain);
  });
}

function setting(name: string): string | undefined {
  const value = process.env[name] ?? process.env[name.toUpperCase()];
  return value === undefined || value === '' ? undefined : value;
}
