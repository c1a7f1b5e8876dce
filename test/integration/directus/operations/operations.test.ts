import { allOperations } from '../../../support/directusOperations';
import { startOutside, type Outside } from '../../../support/outside/outside';
import type { Case } from './case';
import { CRUD_SAMPLES, crudCases } from './crudCases';
import { CONTENT_CASES } from './contentCases';
import { FILE_CASES } from './fileCases';
import { MODEL_CASES } from './modelCases';
import { OUTSIDE_CASES } from './outside';
import { SYSTEM_CASES } from './systemCases';
import { makeWorld, unmakeWorld, type World } from './world';

const cases: Case[] = [
  ...CRUD_SAMPLES.flatMap(crudCases),
  ...CONTENT_CASES,
  ...FILE_CASES,
  ...MODEL_CASES,
  ...SYSTEM_CASES,
];
const seen = new Set<string>();
let world: World;

beforeAll(async () => {
  world = await makeWorld();
});

afterAll(async () => {
  await unmakeWorld(world);
  const all = allOperations();
  const working = all.filter((name) => seen.has(name));
  process.stderr.write(`Directus: ${working.length} operations seen to work / ${all.length} operations\n`);
});

describe('every operation takes effect on a real Directus', () => {
  for (const { resource, operation, server = 'directus12', run } of cases) {
    test(`${resource}: ${operation} (${server})`, async () => {
      await run(world);
      seen.add(`${resource}.${operation}`);
    });
  }
});

describe('every operation that needs a service on the internet takes effect on a real Directus', () => {
  let outside: Outside;

  beforeAll(async () => {
    outside = await startOutside();
  }, 120_000);

  afterAll(async () => await outside.stop());

  for (const { resource, operation, run } of OUTSIDE_CASES) {
    test(`${resource}: ${operation}`, async () => {
      await run(outside);
      seen.add(`${resource}.${operation}`);
    });
  }
});

test('every operation of the node has a case', () => {
  const covered = new Set(
    [...cases, ...OUTSIDE_CASES].map(({ resource, operation }) => `${resource}.${operation}`),
  );
  // It waits for a person, which takes n8n itself.
  covered.add('users.setUp2FAAndWait');
  expect(allOperations().filter((name) => !covered.has(name))).toEqual([]);
});
