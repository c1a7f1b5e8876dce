import { Logger } from '@n8n/backend-common';
import { InMemoryDnsCache, DnsResolver, OutboundHttp, SsrfProtectionService } from '@n8n/backend-network';
import { SsrfProtectionConfig } from '@n8n/config';
import { Container } from '@n8n/di';

/** n8n's protection against requests to addresses that workflows may not reach. */
export interface EgressPolicy {
  /** Ranges that may be reached although they are private. */
  allowedIpRanges?: string[];
  blockedHostnames?: string[];
  /** What a host resolves to, look-up by look-up; the last answer stays. */
  addresses?: string[];
}

/** Does something in an n8n whose protection is switched on, with its own blocked ranges. */
export async function withEgressPolicy<Result>(
  { addresses, ...settings }: EgressPolicy,
  act: () => Promise<Result>,
): Promise<Result> {
  const config = Object.assign(new SsrfProtectionConfig(), settings, { enabled: true });
  const logger = Container.get(Logger);
  const resolver = new DnsResolver(new InMemoryDnsCache(config));
  if (addresses !== undefined) {
    let lookups = 0;
    resolver.lookup = (_, options) => {
      const address = addresses[Math.min(lookups++, addresses.length - 1)] ?? '';
      return Promise.resolve([{ address, family: options?.family === 6 ? 6 : 4 }]);
    };
  }
  const before = Container.get(OutboundHttp);
  const protection = new SsrfProtectionService(config, resolver, logger);
  Container.set(OutboundHttp, new OutboundHttp(protection, config, logger));
  try {
    return await act();
  } finally {
    Container.set(OutboundHttp, before);
  }
}
