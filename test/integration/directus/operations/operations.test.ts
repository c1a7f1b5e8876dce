import { allOperations, callOperation } from '../../../support/directusOperations';
import { startRecorder } from '../../../support/requests';
import type { Case } from './case';
import { CRUD_SAMPLES, crudCases } from './crudCases';
import { CONTENT_CASES } from './contentCases';
import { MODEL_CASES } from './modelCases';
import { OUTSIDE_CASES } from './outsideCases';
import { SYSTEM_CASES } from './systemCases';
import { makeWorld, unmakeWorld, type World } from './world';

const cases: Case[] = [...CRUD_SAMPLES.flatMap(crudCases), ...CONTENT_CASES, ...MODEL_CASES, ...SYSTEM_CASES];
const seen = new Set<string>();
let world: World;

beforeAll(async () => {
  world = await makeWorld();
});

afterAll(async () => {
  await unmakeWorld(world);
  const all = allOperations();
  const working = all.filter((name) => seen.has(name));
  const outside = OUTSIDE_CASES.length;
  process.stderr.write(
    `Directus: ${working.length} operations seen to work / ${all.length} operations; ` +
      `${outside} need a service on the internet, and were seen to reach their route\n`,
  );
});

describe('every operation takes effect on a real Directus', () => {
  for (const { resource, operation, server = 'directus12', run } of cases) {
    test(`${resource}: ${operation} (${server})`, async () => {
      await run(world);
      seen.add(`${resource}.${operation}`);
    });
  }
});

describe('operations that need a service on the internet reach their route', () => {
  test.each(OUTSIDE_CASES)('$resource: $operation', async ({ resource, operation, json, request }) => {
    const recorder = await startRecorder();
    const credential = { url: recorder.url };
    const result = await callOperation({ resource, operation, json, credential, continueOnFail: true });
    await recorder.stop();
    const arrived = recorder.requests.map(({ method, path }) => `${method} ${path}`);
    expect(arrived.filter((line) => line.startsWith(request))).not.toEqual([]);
    // Directus takes it up to the point where it needs the service.
    const codes = result.items.map(({ json: row }) => (row.error as { code?: string } | undefined)?.code);
    for (const code of codes) expect(['ROUTE_NOT_FOUND', 'METHOD_NOT_ALLOWED']).not.toContain(code);
  });
});

test('every operation of the node has a case', () => {
  const covered = new Set(
    [...cases, ...OUTSIDE_CASES].map(({ resource, operation }) => `${resource}.${operation}`),
  );
  expect(allOperations().filter((name) => !covered.has(name))).toEqual([]);
});
