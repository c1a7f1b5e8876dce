import { startServers } from './servers';

/** Keeps the servers of the tests up, for running single tests against them. */
async function main(): Promise<void> {
  const { file, onPostgres, stop } = await startServers();
  console.log(`TEST_SERVERS=${file}`);
  console.log(`with Directus on PostgreSQL: ${onPostgres}`);
  const keepAlive = setInterval(() => undefined, 60_000);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      clearInterval(keepAlive);
      void stop();
    });
  }
}

void main();
