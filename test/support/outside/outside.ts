import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startDirectus } from '../../../sandbox/directus';
import { selfSigned } from '../certificate';
import type { DirectusServer } from '../servers';
import { startGateway, type Gateway } from './gateway';
import { makeLicensing, type Licensing } from './licensing';
import { makeMarketplace, type Marketplace } from './marketplace';
import { makeNetlify } from './netlify';
import type { OutsideService } from './service';
import { makeVercel } from './vercel';
import type { Builder } from './website';

/** A Directus of its own, and stand-ins for the services on the internet that it calls. */
export interface Outside {
  directus: Pick<DirectusServer, 'url' | 'adminToken'>;
  gateway: Gateway;
  marketplace: Marketplace;
  licensing: Licensing;
  builders: Record<'netlify' | 'vercel', Builder>;
  stop(): Promise<void>;
}

/**
 * Starts a Directus as it is, behind a proxy that leads to the stand-ins only. Its settings are those of any Directus
 * behind a company's proxy: the proxy's address and the authority that its certificates are from.
 */
export async function startOutside(): Promise<Outside> {
  const marketplace = makeMarketplace(120);
  const licensing = makeLicensing();
  const vercel = makeVercel();
  const netlify = makeNetlify();
  const services: OutsideService[] = [marketplace, licensing, vercel, netlify];
  const certificate = selfSigned({ hosts: ['localhost', ...services.flatMap(({ hosts }) => hosts)] });
  const gateway = await startGateway(services, certificate);
  const folder = mkdtempSync(join(tmpdir(), 'directus-outside-'));
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, certificate.cert);
  const env = {
    NODE_USE_ENV_PROXY: '1',
    HTTPS_PROXY: gateway.url,
    NODE_EXTRA_CA_CERTS: authority,
    MARKETPLACE_REGISTRY: `https://${marketplace.hosts[0]}`,
    // Otherwise what a builder answered once is kept for some seconds.
    CACHE_DEPLOYMENT_TTL: '1',
  };
  const project = join(folder, 'directus');
  // Without one, Directus loads no extensions at all.
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{}');
  const directus = await startDirectus({ version: '12', folder: project, env }).catch(
    async (error: unknown) => {
      await gateway.stop();
      throw error;
    },
  );
  const stop = async (): Promise<void> => {
    await directus.stop();
    await gateway.stop();
    rmSync(folder, { recursive: true });
  };
  return { directus, gateway, marketplace, licensing, builders: { netlify, vercel }, stop };
}
