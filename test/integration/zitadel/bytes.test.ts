import { rowOf, rowsOf } from '../../support/results';
import { People, runZitadel, TRANSPORTS } from '../../support/zitadel';

const people = new People();

const mapper = (value: Record<string, string>): object => ({
  requestFields: {
    mappingMode: 'defineBelow',
    value,
    schema: Object.keys(value).map((id) => ({ id, type: 'string' })),
  },
});

describe.each(TRANSPORTS)('bytes over %s', (transport) => {
  test.each(['blue', 'Grün 🟢', 'YmxhdWU='])('are text in both kinds of form: %s', async (text) => {
    const userId = await people.make();
    await runZitadel({
      service: 'ManagementService',
      operation: 'setUserMetadata',
      fields: { ...mapper({ id: userId, key: 'loaded', value: text }) },
      transport,
    }).then(rowOf);
    await runZitadel({
      operation: 'setUserMetadata',
      fields: { userId, metadataUi: { entry: [{ key: 'typed', value: text }] } },
      transport,
    }).then(rowOf);
    const read = { operation: 'listUserMetadata', fields: { userId }, transport };
    const base64 = Buffer.from(text).toString('base64');
    expect(rowsOf(await runZitadel(read)).map(({ value }) => value)).toEqual([base64, base64]);
    const decoded = await runZitadel({ ...read, settings: { options: { decodeBytes: true } } });
    expect(rowsOf(decoded).map(({ value }) => value)).toEqual([text, text]);
  });

  test('are base64 in JSON, and stay so where they are no text', async () => {
    const userId = await people.make();
    const metadata = [{ key: 'key', value: '/w==' }];
    rowOf(await runZitadel({ operation: 'setUserMetadata', json: { userId, metadata }, transport }));
    const settings = { options: { decodeBytes: true } };
    const read = { operation: 'listUserMetadata', json: { userId }, settings, transport };
    expect(rowOf(await runZitadel(read)).value).toBe('/w==');
  });
});
