import { startCluster } from './cluster';
import { table } from './summary';
import { startZitadel } from './zitadel/server';

/** Starts n8n in queue mode with the package on every process, says who runs what, and stays up until Ctrl-C. */
async function main(): Promise<void> {
  const [cluster, zitadel] = await Promise.all([startCluster(), startZitadel({})]);
  const { n8n, email, password, members, directus, webhookUrl } = cluster;
  const rows = [
    ['n8n editor', n8n.url, `${email} / ${password}`],
    ...members.map(({ role, url, server }) => [`n8n ${role}`, url, server.log]),
    ['Webhooks, waiting pages', webhookUrl, ''],
    ['Directus on PostgreSQL', `${directus.url}/admin`, `${directus.adminEmail} / ${directus.adminPassword}`],
    ['Zitadel stand-in', zitadel.url, 'gRPC, Connect and REST'],
  ];
  console.log([...table(rows), '', 'All is up. Press Ctrl-C to stop it.'].join('\n'));
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  await Promise.all([cluster.stop(), zitadel.stop()]);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
