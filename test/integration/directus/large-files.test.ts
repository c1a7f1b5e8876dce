import { sendLargeFile } from '../../support/large-file';
import { testServers } from '../../support/servers';

const MEGABYTE = 1024 * 1024;

test.each(['create', 'uploadChunked'])(
  'a file of 200 MB uploaded by %s and downloaded again takes less than 150 MB of memory',
  async (operation) => {
    const { url, adminToken: token } = testServers().directus12;
    const { growth, same } = await sendLargeFile({ url, token, operation, megabytes: 200 });
    expect(same).toBe(true);
    process.stderr.write(`${operation} of 200 MB: ${Math.round(growth / MEGABYTE)} MB above the start\n`);
    expect(growth).toBeLessThan(150 * MEGABYTE);
  },
  120_000,
);
