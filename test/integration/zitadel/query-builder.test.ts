import type { IDataObject } from 'n8n-workflow';

import { ask, textAt } from '../../recordings/admin-api';
import { eventually } from '../../support/eventually';
import { rowsOf } from '../../support/results';
import { unique } from '../../support/unique';
import { adminIds, People, runZitadel, TRANSPORTS, zitadelServer } from '../../support/zitadel';

/** What each user of this file has in its username, and no other user. */
const mark = unique();
const people = new People();
const ids: Record<'ada' | 'grace' | 'robot', string> = { ada: '', grace: '', robot: '' };
let orgId = '';

beforeAll(async () => {
  ({ orgId } = await adminIds());
  const create = async (name: string, rest: IDataObject): Promise<string> => {
    const body = { organizationId: orgId, username: `${mark}-${name}`, ...rest } as never;
    return people.keep(textAt(await ask(zitadelServer(), 'POST', '/v2/users/new', body), 'id'));
  };
  const person = (givenName: string, familyName: string, nickName: string, phone: string): IDataObject => ({
    human: {
      profile: { givenName, familyName, nickName, displayName: `${givenName} ${familyName}` },
      email: { email: `${mark}.${givenName}@example.org`.toLowerCase(), isVerified: true },
      phone: { phone, isVerified: true },
    },
  });
  ids.ada = await create('ada', person('Ada', 'Lovelace', 'countess', '+41791111111'));
  ids.grace = await create('grace', person('Grace', 'Hopper', 'admiral', '+41792222222'));
  ids.robot = await create('robot', { machine: { name: 'Robot' } });
  await ask(zitadelServer(), 'POST', `/v2/users/${ids.grace}/lock`, {});
  await eventually(
    async () => rowsOf(await runZitadel({ operation: 'listUsers', fields: onlyMine({}) as never })),
    ({ length }) => length === 3,
  );
});

const EQUALS = 'TEXT_QUERY_METHOD_EQUALS';
const mine = { userName: mark, method: 'TEXT_QUERY_METHOD_STARTS_WITH' };

/** The form with rules as the editor stores them, restricted to the users of this file. */
function onlyMine(rules: IDataObject, more: IDataObject = {}): IDataObject {
  const { userNameQuery = [], ...rest } = rules;
  const queriesUi = { ...rest, userNameQuery: [mine, ...(userNameQuery as IDataObject[])] };
  return { queriesUi, additionalFields: more };
}

type Name = keyof typeof ids;

describe.each(TRANSPORTS)('the filter rules of users over %s', (transport) => {
  async function find(fields: IDataObject): Promise<Name[]> {
    const run = { operation: 'listUsers', transport, fields: fields as never };
    const rows = rowsOf(await runZitadel({ ...run, settings: { returnAll: true } }));
    const names = Object.keys(ids) as Name[];
    return rows.map(({ userId }) => names.find((name) => ids[name] === userId) ?? (String(userId) as Name));
  }

  const all: Name[] = ['ada', 'grace', 'robot'];

  test.each<[string, () => IDataObject, Name[]]>([
    [
      'display name',
      () => ({ displayNameQuery: [{ displayName: 'Ada Lovelace', method: EQUALS }] }),
      ['ada'],
    ],
    [
      'e-mail address',
      () => ({
        emailQuery: [{ emailAddress: `${mark}.GRACE`, method: 'TEXT_QUERY_METHOD_STARTS_WITH_IGNORE_CASE' }],
      }),
      ['grace'],
    ],
    [
      'one of several e-mail addresses',
      () => ({ inUserEmailsQuery: [{ userEmails: [`${mark}.ada@example.org`, 'no@example.org'] }] }),
      ['ada'],
    ],
    ['first name', () => ({ firstNameQuery: [{ firstName: 'Grace', method: EQUALS }] }), ['grace']],
    ['last name', () => ({ lastNameQuery: [{ lastName: 'Hopper', method: EQUALS }] }), ['grace']],
    ['login name', () => ({ loginNameQuery: [{ loginName: `${mark}-robot`, method: EQUALS }] }), ['robot']],
    ['nickname', () => ({ nickNameQuery: [{ nickName: 'admiral', method: EQUALS }] }), ['grace']],
    ['organization', () => ({ organizationIdQuery: [{ organizationId: orgId }] }), all],
    ['another organization', () => ({ organizationIdQuery: [{ organizationId: '1' }] }), []],
    ['phone number', () => ({ phoneQuery: [{ number: '+41791111111', method: EQUALS }] }), ['ada']],
    ['state', () => ({ stateQuery: [{ state: 'USER_STATE_LOCKED' }] }), ['grace']],
    ['type', () => ({ typeQuery: [{ type: 'TYPE_MACHINE' }] }), ['robot']],
    ['one of several IDs', () => ({ inUserIdsQuery: [{ userIds: [ids.ada, ids.robot] }] }), ['ada', 'robot']],
    ['username', () => ({ userNameQuery: [{ userName: `${mark}-ada`, method: EQUALS }] }), ['ada']],
    [
      'several rules, which must all be met',
      () => ({ typeQuery: [{ type: 'TYPE_HUMAN' }], stateQuery: [{ state: 'USER_STATE_ACTIVE' }] }),
      ['ada'],
    ],
    [
      'any of several rules',
      () => ({
        orQuery: [
          {
            queries: {
              firstNameQuery: [{ firstName: 'Ada', method: EQUALS }],
              typeQuery: [{ type: 'TYPE_MACHINE' }],
            },
          },
        ],
      }),
      ['ada', 'robot'],
    ],
    [
      'any of several rules of one kind',
      () => ({
        orQuery: [
          {
            queries: {
              firstNameQuery: [
                { firstName: 'Ada', method: EQUALS },
                { firstName: 'Grace', method: EQUALS },
              ],
            },
          },
        ],
      }),
      ['ada', 'grace'],
    ],
    [
      'all of several rules, and any of two',
      () => ({
        andQuery: [
          {
            queries: {
              typeQuery: [{ type: 'TYPE_HUMAN' }],
              lastNameQuery: [{ lastName: 'Hopper', method: EQUALS }],
            },
          },
        ],
        orQuery: [
          {
            queries: {
              stateQuery: [{ state: 'USER_STATE_LOCKED' }, { state: 'USER_STATE_INACTIVE' }],
            },
          },
        ],
      }),
      ['grace'],
    ],
    [
      'what must not be met',
      () => ({ notQuery: [{ query: { typeQuery: { type: 'TYPE_MACHINE' } } }] }),
      ['ada', 'grace'],
    ],
    [
      'two things that must not be met',
      () => ({
        notQuery: [
          { query: { typeQuery: { type: 'TYPE_MACHINE' } } },
          { query: { stateQuery: { state: 'USER_STATE_LOCKED' } } },
        ],
      }),
      ['ada'],
    ],
  ])('find by %s', async (_, rules, expected) => {
    expect((await find(onlyMine(rules()))).sort()).toEqual([...expected].sort());
  });

  test('go together with those written as JSON, to any depth', async () => {
    const hopper = { lastNameQuery: { lastName: 'Hopper' } };
    const nested = { notQuery: { query: { orQuery: { queries: [{ andQuery: { queries: [hopper] } }] } } } };
    const fields = onlyMine({ typeQuery: [{ type: 'TYPE_HUMAN' }] }, { queries: JSON.stringify([nested]) });
    expect(await find(fields)).toEqual(['ada']);
  });

  test.each<[string, Name[]]>([
    ['USER_FIELD_NAME_USER_NAME', ['ada', 'grace', 'robot']],
    ['USER_FIELD_NAME_CREATION_DATE', ['ada', 'grace', 'robot']],
    ['USER_FIELD_NAME_UNSPECIFIED', ['ada', 'grace', 'robot']],
  ])('come sorted by %s, either way', async (sortingColumn, expected) => {
    const ascending = await find(onlyMine({}, { sortingColumn, query: { asc: true } }));
    expect(ascending).toEqual(expected);
    const descending = await find(onlyMine({}, { sortingColumn, query: { asc: false } }));
    expect(descending).toEqual([...expected].reverse());
  });
});
