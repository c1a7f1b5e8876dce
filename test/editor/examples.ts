import { freeSeats } from '../support/setUpPeople';
import { withCredentials } from '../../sandbox/credentials';
import { exampleOf } from '../e2e/workflows';
import { unique } from '../support/unique';
import type { Shared } from './shared';

type Replace = Array<[string, string]>;

/** The examples that neither an event nor a person has to go on with, and what makes each the test's own. */
const EXAMPLES: Array<[file: string, replace: (shared: Shared) => Promise<Replace>]> = [
  ['find-people-without-two-factor.json', async () => await Promise.resolve([])],
  ['sync-people.json', async () => await Promise.resolve([])],
  [
    'offboard.json',
    async ({ people }) => [['ada@example.org', (await people.make('Secr3tPassw0rd!')).email]],
  ],
  [
    'onboard-administrators.json',
    async () => {
      await freeSeats();
      const run = unique();
      return ['ada', 'grace'].flatMap((name): Replace => [
        [`${name}@example.org`, `${name}.${run}@example.org`],
        [`\\"username\\": \\"${name}\\"`, `\\"username\\": \\"${name}.${run}\\"`],
      ]);
    },
  ],
];

/** Tests of the examples, as a newcomer tries them. */
export function testExamples(shared: Shared): void {
  afterAll(freeSeats);

  test.each(EXAMPLES)(
    '%s is imported and succeeds as often as its button is pressed',
    async (file, replace) => {
      const { editor } = shared;
      const example = exampleOf(file, await replace(shared));
      await editor.importWorkflow(withCredentials(example, shared.credentials));
      await editor.shoot(`example-${file}-imported`);
      await editor.runWorkflow();
      await editor.shoot(`example-${file}-first`);
      await editor.runWorkflow();
      await editor.shoot(`example-${file}-second`);
    },
  );
}
