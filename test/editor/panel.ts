import { NODES, operationsOf } from '../unit/package/support';
import { START, type Shared } from './shared';

/** What people type, and which nodes they then find. */
const TERMS: Array<[nodes: string[], terms: string[]]> = [
  [
    ['Zitadel', 'Directus'],
    ['mfa', 'two-factor', '2fa', 'totp', 'otp', 'authenticator', 'invite', 'login', 'user', 'onboarding'],
  ],
  [['Zitadel'], ['passkey', 'webauthn', 'iam', 'identity', 'sso']],
  [['Directus'], ['cms', 'content', 'headless', 'dam']],
];

/** Tests of the panel in which nodes and actions are found. */
export function testPanel(shared: Shared): void {
  test.each(TERMS)('%j are found by what people type', async (nodes, terms) => {
    const { editor } = shared;
    await editor.openRow([START]);
    await editor.openPanel();
    for (const term of terms) {
      await editor.search.fill(term);
      for (const node of nodes) await editor.entry(node).waitFor();
      await editor.shoot(`panel-search-${term}`);
    }
  });

  test.each(NODES)('each action of %s is in the category of its service', async (node, description) => {
    const { editor } = shared;
    await editor.openRow([START]);
    await editor.openPanel();
    await editor.search.fill(node);
    await editor.entry(node).first().click();
    const offered = operationsOf(description);
    const categories = editor.at('node-creator-category-item');
    await categories.filter({ hasText: `Actions (${offered.length})` }).waitFor();
    // The panel before it may still be on its way out.
    const list = editor.page.locator('[class*=renderedItems]').filter({ has: categories });
    const shown = await list.innerText();
    await editor.shoot(`panel-actions-${node}`);
    const [resource] = description.properties.filter(({ name }) => name === 'resource');
    const names = (resource?.options ?? []).map(({ name }) => `${name} Actions`.toUpperCase()).sort();
    expect(shown).toContain(names[0]);
  });

  test.each(['Zitadel', 'Directus'])('an action of %s becomes a node named after it', async (node) => {
    const { editor } = shared;
    const name = await addAction(shared, node);
    await editor.shoot(`panel-added-${node}`);
    expect(await editor.at('node-title-container').innerText()).toContain(name);
    expect(await editor.redFields()).toEqual([]);
    await editor.closeNode();
    await editor.node(name).waitFor();
    await editor.shoot(`panel-canvas-${node}`);
  });
}

/** Adds the first action that the panel has of a node, which is opened then. Returns its name. */
export async function addAction({ editor }: Shared, node: string): Promise<string> {
  await editor.openRow([START]);
  await editor.openPanel();
  await editor.search.fill(node);
  await editor.entry(node).first().click();
  await editor.at('node-creator-category-item').first().waitFor();
  await editor.entry(node).first().waitFor({ state: 'hidden' });
  const action = editor.at('node-creator-item-name').first();
  const name = await action.innerText();
  await action.click();
  await editor.at('node-parameters').waitFor();
  return name.trim();
}
