import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';

import { route, type OutsideReply, type OutsideRequest, type OutsideService } from './service';

const KEY_ID = 'stand-in';

/** How many of each a licence allows. */
export interface Limits {
  seats: number;
  collections: number;
  flows: number;
}

/** A licence that can be activated. */
export interface Plan {
  key: string;
  name: string;
  limits: Limits;
}

/** Stands in for Directus' licence server. */
export interface Licensing extends OutsideService {
  plans: Record<'large' | 'larger' | 'small', Plan>;
  /** Key of the licence that the project has; undefined where it has none. */
  active?: string;
  /** How many of the addon "seats" were bought. */
  extraSeats: number;
  /** Address at which the licence is managed. */
  portal: string;
}

/** Makes a licence server with a signing key of its own, which Directus asks it for. */
export function makeLicensing(): Licensing {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const plan = (name: string, limits: Limits): Plan => ({ key: randomUUID(), name, limits });
  const plans = {
    large: plan('Large', { seats: 50, collections: 100, flows: 100 }),
    larger: plan('Larger', { seats: 60, collections: 100, flows: 100 }),
    small: plan('Small', { seats: 1, collections: 0, flows: 0 }),
  };
  const service: Licensing = {
    hosts: ['licensing.directus.com'],
    plans,
    extraSeats: 0,
    portal: 'https://billing.example.org/session/1',
    answer: (request) =>
      route(
        [
          [
            /^GET \/\.well-known\/jwks\.json$/,
            () => ({
              json: {
                keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'EdDSA', use: 'sig' }],
              },
            }),
          ],
          [
            /^POST \/api\/licenses\/preview$/,
            () => withPlan(fieldOf(request, 'license_key'), (found) => ({ json: preview(found) })),
          ],
          [
            /^POST \/api\/licenses\/activate$/,
            () =>
              withPlan(fieldOf(request, 'license_key'), ({ key }) => {
                service.active = key;
                return { json: { token: token() } };
              }),
          ],
          [
            /^POST \/api\/licenses\/update$/,
            () =>
              signedIn(request, () =>
                withPlan(fieldOf(request, 'license_key'), ({ key }) => {
                  service.active = key;
                  return { json: { token: token() } };
                }),
              ),
          ],
          [
            /^POST \/api\/licenses\/deactivate$/,
            () =>
              signedIn(request, () => {
                service.active = undefined;
                service.extraSeats = 0;
                return { json: {} };
              }),
          ],
          [
            /^POST \/api\/licenses\/portal$/,
            () => signedIn(request, () => ({ json: { url: service.portal } })),
          ],
          [
            /^GET \/api\/licenses\/addons\/options$/,
            () => signedIn(request, () => ({ json: { available_addons: [addon()] } })),
          ],
          [
            /^PATCH \/api\/licenses\/addons$/,
            () =>
              signedIn(request, () => {
                const { addons } = request.body as { addons: Array<{ addon_id: string; quantity: number }> };
                if (addons.some(({ addon_id: id }) => id !== addon().id))
                  return refused('ADDON_NOT_ALLOWED', 403);
                service.extraSeats = addons[0]?.quantity ?? 0;
                return { json: { token: token() } };
              }),
          ],
          [
            /^DELETE \/api\/licenses\/addons$/,
            () =>
              signedIn(request, () => {
                if (!(request.body as string[]).includes(addon().id))
                  return refused('ADDON_NOT_ALLOWED', 403);
                service.extraSeats = 0;
                return { json: {} };
              }),
          ],
        ],
        request,
      ),
  };
  return service;

  function withPlan(key: unknown, answer: (found: Plan) => OutsideReply): OutsideReply {
    const found = Object.values(plans).find((each) => each.key === key);
    return found === undefined ? refused('NOT_FOUND', 404) : answer(found);
  }

  /** Answers a request about the active licence. */
  function signedIn({ headers }: OutsideRequest, answer: () => OutsideReply): OutsideReply {
    const key = headers['directus-license-key'];
    const known = key === service.active && headers['directus-project-id'] !== undefined;
    return known ? answer() : refused('INVALID_CREDENTIALS', 401);
  }

  function addon(): { id: string; [fact: string]: unknown } {
    return { id: 'seats', name: 'Seats', max_quantity: 10, active_quantity: service.extraSeats };
  }

  /** The signed licence, as Directus keeps it. */
  function token(): string {
    const found = Object.values(plans).find(({ key }) => key === service.active);
    if (found === undefined) throw new Error('no licence is active');
    const now = Math.floor(Date.now() / 1000);
    const { seats, collections, flows } = found.limits;
    const claims = {
      ...{ iss: 'directus-licensing-service', aud: 'directus', iat: now, exp: now + 3600 },
      m: { n: found.name, v: '2026-02-18', o: 0, ea: -1, gp: -1, vi: -1 },
      e: {
        ...{ s: [seats, 0, service.extraSeats], c: [collections], f: [flows], aht: [-1], rht: [-1] },
        ...{ se: [1], oe: [0], tr: [0], dpb: 0, cle: [1], cpre: [1], pe: [1], ate: [1] },
      },
    };
    const content = [{ alg: 'EdDSA', kid: KEY_ID }, claims].map(toBase64).join('.');
    return `${content}.${sign(null, Buffer.from(content), privateKey).toString('base64url')}`;
  }
}

function preview({ name, limits: { seats, collections, flows } }: Plan): unknown {
  const on = { default: true };
  const entitlements = {
    ...{ seats: { limit: seats }, collections: { limit: collections }, flows: { limit: flows } },
    ...{
      sso_enabled: on,
      custom_llms_enabled: on,
      custom_permission_rules_enabled: on,
      production_enabled: on,
    },
  };
  return { plan_name: name, expires_at: null, renews_at: null, entitlements };
}

function refused(code: string, status: number): OutsideReply {
  return { status, json: { errors: [{ message: `refused: ${code}`, extensions: { code } }] } };
}

function fieldOf({ body }: OutsideRequest, name: string): unknown {
  return (body as Record<string, unknown>)[name];
}

function toBase64(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
