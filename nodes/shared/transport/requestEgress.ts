import { lookup as plainLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

import type { ICredentialTestFunctions, NodeEgressFilter } from 'n8n-workflow';

import { blockedBy } from './connectionError';

/** No host has this name: n8n judges the address of a request first, and then refuses it for its domain. */
const NO_DOMAIN = 'nowhere.invalid';

type Judge = (url: string | URL) => Promise<Error | undefined>;

/**
 * n8n's policy on which addresses may be reached, where n8n gives no filter but only its request helper, as in the test
 * of a credential: an address is allowed unless a request of the helper's is refused for it. No request is sent.
 *
 * @param helpers n8n's
 */
export function egressOfRequests({ request }: ICredentialTestFunctions['helpers']): NodeEgressFilter {
  const refusal: Judge = async (url) =>
    await request({ uri: String(url), method: 'HEAD', allowedDomains: NO_DOMAIN }).then(
      () => undefined,
      (error: unknown) => (error instanceof Error && blockedBy(error) !== undefined ? error : undefined),
    );
  return {
    validateUrl: async (url) => {
      const error = await refusal(url);
      return error === undefined ? { ok: true, result: undefined } : { ok: false, error };
    },
    createSecureLookup: () => (isProtected() ? guardedLookup(refusal) : plainLookup),
    // Neither a proxy nor a redirect is followed without a look-up.
    validateConnectionHost: () => ({ ok: true, result: undefined }),
    validateRedirectSync: () => undefined,
  };
}

/** A look-up of hosts by which each of their addresses is judged, unless the host is allowed by its name. */
function guardedLookup(refusal: Judge): LookupFunction {
  return (host, options, onResult) => {
    const fail = (error: Error): void => onResult(error, [], 0);
    plainLookup(host, { ...options, all: true }, (failure, addresses) => {
      if (failure !== null) return fail(failure);
      const judged = isAllowedByName(host) ? [] : addresses;
      const refusals = judged.map(({ address, family }) =>
        refusal(`http://${family === 6 ? `[${address}]` : address}`),
      );
      void Promise.all(refusals).then((errors) => {
        const error = errors.find((one) => one !== undefined);
        const [first] = addresses;
        if (error !== undefined) fail(error);
        else if (options.all === true || first === undefined) onResult(null, addresses);
        else onResult(null, first.address, first.family);
      });
    });
  };
}

function isProtected(): boolean {
  return process.env.N8N_SSRF_PROTECTION_ENABLED?.toLowerCase() === 'true';
}

/** Whether n8n's settings name a host, or with "*." in front a domain that it is in. */
function isAllowedByName(host: string): boolean {
  const names = (process.env.N8N_SSRF_ALLOWED_HOSTNAMES ?? '').toLowerCase().split(',');
  return names
    .map((name) => name.trim())
    .some((name) => (name.startsWith('*.') ? host.endsWith(name.slice(1)) : name === host.toLowerCase()));
}
