import { startStandIn } from '../../support/stand-in';
import { errorOf, rowOf } from '../../support/results';
import { runZitadel, TRANSPORTS } from '../../support/zitadel';

test.each(TRANSPORTS)(
  'a server that was gone and is back is reached by the next call, over %s',
  async (transport) => {
    const before = await startStandIn();
    const { url } = before;
    const health = { service: 'AuthService', operation: 'healthz', transport, credential: { url } };
    expect(rowOf(await runZitadel(health))).toEqual({ success: true });
    await before.stop();
    // Several failures, after which a channel would wait for seconds.
    for (let call = 0; call < 3; call++) {
      expect(errorOf(await runZitadel(health)).message).toMatch(/ECONNREFUSED|NO_CONNECTION/);
    }
    const after = await startStandIn(['--port', new URL(url).port]);
    try {
      expect(rowOf(await runZitadel(health))).toEqual({ success: true });
    } finally {
      await after.stop();
    }
  },
);
