import type { N8nClient } from '../../sandbox/n8n-client';
import type { Door } from './doors';

/** The ids of the credentials stored in n8n: our nodes' by their door, and the HTTP Request node's. */
export interface Credentials {
  directus: string;
  directusTls: string;
  zitadel: { grpc: string; http: string };
  zitadelAtOnce: { grpc: string; http: string };
  directusHeader: string;
  zitadelHeader: string;
}

/** What signs in. */
export interface Secrets {
  directusToken: string;
  zitadelToken: string;
  /** '' where the server's address tells the instance. */
  instanceHost: string;
}

/** Stores a credential for each way to a server. */
export async function saveCredentials(
  n8n: N8nClient,
  doors: Record<'directus' | 'directusTls' | 'zitadel' | 'zitadelAtOnce', Door>,
  { directusToken, zitadelToken, instanceHost }: Secrets,
): Promise<Credentials> {
  const directus = async (name: 'directus' | 'directusTls'): Promise<string> =>
    await n8n.saveCredential(name, 'directusApi', { url: doors[name].url, token: directusToken });
  const zitadel = async (name: 'zitadel' | 'zitadelAtOnce', transport: 'grpc' | 'http'): Promise<string> =>
    await n8n.saveCredential(`${name} ${transport}`, 'zitadelApi', {
      url: doors[name].url,
      authentication: 'personalAccessToken',
      token: zitadelToken,
      transport,
      instanceHost,
    });
  const both = async (name: 'zitadel' | 'zitadelAtOnce'): Promise<{ grpc: string; http: string }> => ({
    grpc: await zitadel(name, 'grpc'),
    http: await zitadel(name, 'http'),
  });
  const header = async (name: string, token: string): Promise<string> =>
    await n8n.saveCredential(name, 'httpHeaderAuth', { name: 'Authorization', value: `Bearer ${token}` });
  return {
    directus: await directus('directus'),
    directusTls: await directus('directusTls'),
    zitadel: await both('zitadel'),
    zitadelAtOnce: await both('zitadelAtOnce'),
    directusHeader: await header('directusHeader', directusToken),
    zitadelHeader: await header('zitadelHeader', zitadelToken),
  };
}
