import { testServers } from '../support/servers';
import { nodeOf, START, type Shared } from './shared';

/** Tests of the credentials' own tests, as the editor shows them. */
export function testCredentials(shared: Shared): void {
  const { zitadel, directus, n8n } = testServers();

  test.each([
    ['Zitadel', zitadel.url, /does not answer gRPC/],
    ['Directus', directus.url, /did not answer as Directus does/],
  ] as const)('%s: a right one, and wrong ones with what to do', async (server, own, foreign) => {
    const { editor } = shared;
    await editor.openRow([START, nodeOf(shared, server, {})]);
    await editor.openNode(server);
    await editor.at('credential-edit-button').click();
    const modal = editor.at('editCredential-modal');
    const success = editor.at('credentials-config-container-test-success', modal);
    const save = async (url: string): Promise<void> => {
      await editor.at('parameter-input-url', modal).locator('input').fill(url);
      await editor.at('credential-save-button', modal).click();
    };
    await success.waitFor();
    await editor.shoot(`credential-${server}-right`);

    await save('http://127.0.0.1:9');
    await modal.getByText('More details').click();
    await modal.getByText(/Nothing listens at http:\/\/127\.0\.0\.1:9 .* Check the URL/).waitFor();
    await editor.shoot(`credential-${server}-nobody`);

    await save(n8n.url);
    await modal.getByText(foreign).waitFor();
    await editor.shoot(`credential-${server}-another`);

    await save(` ${own}/ `);
    await success.waitFor();
    await editor.page.keyboard.press('Escape');
    await modal.waitFor({ state: 'hidden' });
  });
}
