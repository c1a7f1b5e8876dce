import { selfSigned } from '../../support/certificate';
import { withProxySettings } from '../../support/environment';
import { PROTECTED_TRANSPORTS } from '../../support/protected-transports';
import { startProxy, type Proxy } from '../../support/proxy';
import { rowsOf } from '../../support/results';
import { closeStubs, startStub, type Stub } from '../../support/stub';

const certificate = selfSigned();

describe.each(PROTECTED_TRANSPORTS)('a proxy from the environment on $name', ({ kind, run }) => {
  let proxy: Proxy;
  let stub: Stub;
  let secure: Stub;

  beforeEach(async () => {
    [proxy, stub, secure] = await Promise.all([
      startProxy(),
      startStub({ kind }),
      startStub({ kind, certificate }),
    ]);
  });

  afterEach(async () => {
    await Promise.all([proxy.close(), closeStubs()]);
  });

  test.each(['HTTP_PROXY', 'http_proxy', 'ALL_PROXY'])('%s passes a request on', async (name) => {
    const result = await withProxySettings({ [name]: proxy.url }, () => run(stub.url));
    expect(rowsOf(result)).toHaveLength(1);
    expect(proxy.seen).toHaveLength(1);
    expect(proxy.seen[0]).toContain(`127.0.0.1:${stub.port}`);
    expect(stub.requests).toHaveLength(1);
  });

  test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])('%s sees only a tunnel', async (name) => {
    const credential = { ca: certificate.cert };
    const result = await withProxySettings({ [name]: proxy.url }, () => run(secure.url, { credential }));
    expect(rowsOf(result)).toHaveLength(1);
    expect(proxy.seen).toEqual([`CONNECT 127.0.0.1:${secure.port}`]);
    expect(secure.requests).toHaveLength(1);
  });

  test.each(['NO_PROXY', 'no_proxy'])('%s names hosts that are reached without it', async (name) => {
    const settings = { HTTP_PROXY: proxy.url, [name]: 'example.org,127.0.0.1' };
    expect(rowsOf(await withProxySettings(settings, () => run(stub.url)))).toHaveLength(1);
    expect(proxy.seen).toEqual([]);
  });

  test('NO_PROXY that names other hosts changes nothing', async () => {
    const settings = { HTTP_PROXY: proxy.url, NO_PROXY: 'example.org' };
    expect(rowsOf(await withProxySettings(settings, () => run(stub.url)))).toHaveLength(1);
    expect(proxy.seen).toHaveLength(1);
  });

  test('HTTPS_PROXY is not for http', async () => {
    const settings = { HTTPS_PROXY: proxy.url };
    expect(rowsOf(await withProxySettings(settings, () => run(stub.url)))).toHaveLength(1);
    expect(proxy.seen).toEqual([]);
  });

  test('a user name and password in its address sign in to it', async () => {
    const settings = { HTTP_PROXY: proxy.url.replace('//', '//ada:p%40ss@') };
    expect(rowsOf(await withProxySettings(settings, () => run(stub.url)))).toHaveLength(1);
    expect(proxy.signIns).toEqual([`Basic ${Buffer.from('ada:p@ss').toString('base64')}`]);
  });
});
