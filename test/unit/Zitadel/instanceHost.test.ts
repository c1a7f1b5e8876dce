import { readInstance } from '../../../nodes/Zitadel/call/instanceHost';

test.each([
  ['http://zitadel:8080', '', undefined, 'http://zitadel:8080'],
  ['http://zitadel:8080', undefined, undefined, 'http://zitadel:8080'],
  ['https://id.example.org', ' id.example.org ', 'id.example.org', 'https://id.example.org'],
  ['http://zitadel:8080', 'localhost:8080', 'localhost:8080', 'http://localhost:8080'],
  ['http://zitadel:8080', 'https://id.example.org', 'id.example.org', 'https://id.example.org'],
  ['https://zitadel', 'http://localhost:8080/', 'localhost:8080', 'http://localhost:8080'],
])('the instance at %s with Instance Host "%s" is %s', (url, given, host, origin) => {
  const { headers, ...rest } = readInstance(given, new URL(url));
  expect([headers['x-zitadel-instance-host'], rest.origin]).toEqual([host, origin]);
});

test('Instance Host with a space is refused', () => {
  expect(() => readInstance('id example', new URL('http://a'))).toThrow('Instance Host in the credential');
});
