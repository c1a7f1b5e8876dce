import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { InputError } from '../../../nodes/shared/errors';
import { loadCatalogue, type ServiceDescription } from '../../../nodes/Zitadel/catalogue/catalogue';
import index from '../../../nodes/Zitadel/catalogue/generated/index.json';
import { checkRequest } from '../../../nodes/Zitadel/request/checkRequest';
import type { JsonObject } from '../../../nodes/shared/json';

/** What is used of a step of a recording. */
interface Step {
  name: string;
  service: string;
  method: string;
  request: JsonObject;
  grpc?: { code?: number; message?: string };
  connect?: { status?: number };
}

const RECORDINGS = join(__dirname, '../../recordings');
/** What stands for a value that was captured: it is as long as an ID. */
const VALUES: Record<string, string> = { timestamp: '2026-07-10T09:08:07Z', uint64: '5' };
const ID = '163840776835432705';

const steps = readdirSync(RECORDINGS)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => {
    const { steps: recorded = [] } = JSON.parse(readFileSync(join(RECORDINGS, file), 'utf8')) as {
      steps?: Step[];
    };
    return recorded
      .filter(({ service, request }) => service !== undefined && request !== undefined)
      .map((step): [string, Step] => [`${file}: ${step.name}`, step]);
  });
const accepted = steps.filter(([, { grpc, connect }]) => grpc?.code === 0 || connect?.status === 200);
const refused = steps.filter(([, { grpc }]) => /^invalid [A-Z]\w*\./.test(grpc?.message ?? ''));

/** Values of the node's `service` parameter by the proto's name. */
const VALUE_OF = new Map(Object.entries(index).map(([value, { service }]) => [service, value]));

async function serviceOf({ service }: Step): Promise<ServiceDescription> {
  return await loadCatalogue(VALUE_OF.get(service) ?? service);
}

/** The request with the placeholders of the recording filled. */
function filled(request: JsonObject): JsonObject {
  const text = JSON.stringify(request).replace(/\{\{([^}]*)\}\}/g, (_, name: string) =>
    name.startsWith('totp(') ? '123456' : (VALUES[name] ?? ID),
  );
  return JSON.parse(text) as JsonObject;
}

/** The fields that a validation error of the server names, from outside to inside, in lowerCamelCase. */
function fieldsNamed(message: string): string[] {
  return [...message.matchAll(/invalid \w+\.(\w+)(?:\[\d+\])?:/g)].map(
    ([, name = '']) => name.charAt(0).toLowerCase() + name.slice(1),
  );
}

test('there are recordings of both kinds', () => {
  expect(accepted.length).toBeGreaterThan(150);
  expect(refused.length).toBeGreaterThan(10);
});

test.each(accepted)('a request that the server took passes the check: %s', async (_, step) => {
  const service = await serviceOf(step);
  const message = service.methods[step.method]?.request ?? 'no such method';
  expect(service.messages).toHaveProperty([message]);
  const request = filled(step.request);
  expect(Object.keys(checkRequest(service, message, request))).toEqual(Object.keys(request));
});

test.each(refused)('a request that the server found invalid is refused here: %s', async (_, step) => {
  const service = await serviceOf(step);
  const message = service.methods[step.method]?.request ?? 'no such method';
  const check = (): JsonObject => checkRequest(service, message, filled(step.request));
  expect(check).toThrow(InputError);
  const names = fieldsNamed(step.grpc?.message ?? '');
  // A oneof has a name on the server alone: its members are named here.
  const { needed = [] } = service.rules[message] ?? {};
  const isField = names.every((name) => JSON.stringify(service.messages).includes(`"${name}":`));
  expect(check).toThrow(isField ? names.join('.') : (needed[0]?.join(', ') ?? 'no oneof'));
});
