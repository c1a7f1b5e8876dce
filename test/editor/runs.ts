import { scanQrCode } from '../support/qrCode';
import { itemOf, nodeOf, START, type Shared } from './shared';

/** Tests of what comes out of nodes that are run by their button. */
export function testRuns(shared: Shared): void {
  test('a list is shown as a table', async () => {
    const { editor, people } = shared;
    const { email } = await people.makeInZitadel();
    const additionalFields = {};
    await editor.openRow([
      START,
      nodeOf(shared, 'Zitadel', {
        resource: 'UserService',
        operation: 'listUsers',
        returnAll: true,
        additionalFields,
      }),
    ]);
    await editor.openNode('Zitadel');
    await editor.execute();
    await editor.show('table');
    await editor.output.locator('table').getByText(email).first().waitFor();
    await editor.shoot('run-table');
  });

  test('a field that is dragged onto a locator is run, and the QR code is shown as a picture', async () => {
    const { editor, people } = shared;
    const { userId } = await people.makeInZitadel();
    await editor.openRow([
      START,
      itemOf({ userId }),
      nodeOf(shared, 'Zitadel', {
        resource: 'UserService',
        operation: 'registerTOTP',
        userId: { __rl: true, mode: 'list', value: '' },
        options: { qrCode: 'qrCode' },
      }),
    ]);
    await editor.openNode('Zitadel');
    const input = editor.at('ndv-input-panel');
    await input.getByText('Execute previous nodes').click();
    const pill = editor.at('run-data-schema-item', input).getByText('userId', { exact: true });
    await pill.waitFor();
    await editor.drag(pill, editor.field('userId'));
    await editor.field('userId').getByText('{{ $json.userId }}').waitFor();
    await editor.shoot('run-dragged');
    expect(
      await editor.field('userId').getByRole('combobox').or(editor.at('rlc-mode-selector')).count(),
    ).not.toBe(0);
    await editor.execute();
    await editor.show('binary');
    await editor.shoot('run-binary');
    await editor.output.getByRole('button', { name: 'View' }).click();
    const picture = editor.output.locator('img').first();
    await picture.waitFor();
    await editor.shoot('run-qr-code');
    expect(scanQrCode(await picture.screenshot())).toMatch(/^otpauth:\/\/totp\//);
  });

  test.each([
    [
      'Zitadel',
      {
        resource: 'UserService',
        operation: 'registerTOTP',
        userId: { __rl: true, mode: 'id', value: '12345' },
      },
      /User could not be found/,
      /Check the user ID/,
    ],
    [
      'Directus',
      { resource: 'items', operation: 'list', collection: { __rl: true, mode: 'name', value: 'nothing' } },
      /nothing/,
      /Check the ID/,
    ],
  ] as const)('an error of %s says what happened and what to do', async (node, parameters, title, remedy) => {
    const { editor } = shared;
    await editor.openRow([START, nodeOf(shared, node, parameters)]);
    await editor.openNode(node);
    await editor.execute();
    await editor.shoot(`run-error-${node}`);
    expect(await editor.at('node-error-message').first().innerText()).toMatch(title);
    expect(await editor.at('node-error-description').first().innerText()).toMatch(remedy);
  });
}
