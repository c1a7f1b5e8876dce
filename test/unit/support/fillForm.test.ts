import { readRecordings } from '../../recordings/recording';
import { fillForm, serviceValueOf } from '../../support/fillForm';
import type { JsonObject } from '../../../nodes/shared/json';

/** What the form of an operation keeps of a request, and what it cannot say. */
async function filled(service: string, method: string, request: JsonObject): Promise<JsonObject> {
  const { parameters, gaps } = await fillForm(service, method, request);
  return { ...(parameters as JsonObject), gaps };
}

test('the forms can say what every recording says', async () => {
  const gaps: string[] = [];
  for (const { scenario, steps } of readRecordings()) {
    for (const { name, service, method, request } of steps) {
      const form = await fillForm(await serviceValueOf(service), method, request);
      if (form.gaps.length > 0) gaps.push(`${scenario}: ${name}`);
    }
  }
  expect(gaps).toEqual([]);
});

test('a choice, what belongs to it, an ID and a list are filled in as the editor keeps them', async () => {
  const email = { email: 'ada@example.org', sendCode: { urlTemplate: 'https://a.b' } };
  const profile = { givenName: 'Ada', familyName: 'Lovelace', gender: 'GENDER_FEMALE' };
  const human = { profile, email, metadata: [{ key: 'team', value: 'Y29yZQ==' }] };
  expect(
    await filled('UserService', 'createUser', { organizationId: '7', username: 'ada', human }),
  ).toMatchObject({
    organizationId: { __rl: true, mode: 'id', value: '7' },
    username: 'ada',
    userType: '{"human":{}}',
    human: {
      profile,
      email: {
        email: 'ada@example.org',
        verification: '{"sendCode":{}}',
        sendCode: { urlTemplate: 'https://a.b' },
      },
      metadataUi: { entry: [{ key: 'team', value: 'core' }] },
    },
    gaps: [],
  });
});

test('filters are put together; those too deep for it become JSON', async () => {
  const state = { stateQuery: { state: 'USER_STATE_LOCKED' } };
  const deep = { notQuery: { query: { notQuery: { query: state } } } };
  const queries = [{ orQuery: { queries: [state] } }, deep];
  expect(
    await filled('UserService', 'listUsers', { query: { limit: 10, asc: true }, queries }),
  ).toMatchObject({
    limit: 10,
    returnAll: false,
    additionalFields: { query: { asc: true } },
    queriesUi: { orQuery: [{ queries: { stateQuery: [state.stateQuery] } }] },
    queries: JSON.stringify([deep], undefined, 2),
    gaps: [],
  });
});

test('a resource mapper is filled in as the editor keeps it', async () => {
  const query = { limit: 10 };
  expect(await filled('ManagementService', 'listProjects', { query })).toMatchObject({
    requestFields: { mappingMode: 'defineBelow', value: { query: '{"limit":10}', queries: null } },
    gaps: [],
  });
});

test.each<[string, string, JsonObject, RegExp]>([
  ['an unknown field', 'getUserByID', { userId: '7', nick: 'ada' }, /no place for nick: "ada"/],
  ['a wrong type', 'getUserByID', { userId: 7 }, /no place for userId: 7/],
  ['an unknown value', 'listUsers', { sortingColumn: 'AGE' }, /no place for sortingColumn/],
  ['bytes that are no text', 'addKey', { userId: '7', publicKey: '/w==' }, /no place for publicKey/],
  ['a field that cannot be left out', 'setEmail', { userId: '7', email: 'a@b.c' }, /says .*sendCode/],
])('%s is a gap', async (_, method, request, expected) => {
  const { gaps } = await fillForm('UserService', method, request);
  expect(gaps.join()).toMatch(expected);
});

test('a mapper without the field has a gap', async () => {
  const { gaps } = await fillForm('ManagementService', 'listProjects', { nick: 'ada' });
  expect(gaps).toEqual(['the form has no place for nick: "ada"']);
});

test('an operation that the node does not offer is an error', async () => {
  await expect(fillForm('UserService', 'fly', {})).rejects.toThrow('UserService does not offer fly');
  await expect(fillForm('ManagementService', 'fly', {})).rejects.toThrow(
    'ManagementService does not offer fly',
  );
});
