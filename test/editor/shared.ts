import type { EditorPage, NewNode } from '../support/editorPage';
import type { PeopleOfBoth } from '../support/setUpPeople';

/** What the parts of the suite share: one browser with one person signed in, and whom the tests make. */
export interface Shared {
  editor: EditorPage;
  people: PeopleOfBoth;
  /** IDs of the credentials by their names. */
  credentials: Record<string, string>;
}

/** A node that starts a workflow by hand. */
export const START: NewNode = {
  name: 'Start',
  type: 'n8n-nodes-base.manualTrigger',
  typeVersion: 1,
  parameters: {},
};

/** A node that puts out one item. */
export function itemOf(json: object): NewNode {
  const parameters = { mode: 'raw', jsonOutput: JSON.stringify(json), options: {} };
  return { name: 'Item', type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters };
}

/** A node of the package, with the credential of the test's server. */
export function nodeOf(
  { credentials }: Shared,
  server: 'Zitadel' | 'Directus',
  parameters: NewNode['parameters'],
): NewNode {
  const type = server.toLowerCase();
  return {
    name: server,
    type: `n8n-nodes-zitadel-directus.${type}`,
    typeVersion: 1,
    parameters,
    credentials: { [`${type}Api`]: { id: credentials[server] ?? '', name: server } },
  };
}
