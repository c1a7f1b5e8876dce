import { checkOrganization, whyIneffective } from '../../../nodes/Zitadel/request/organization';

test.each([
  [{ organizationId: '1' }, '2', /names 1 \(organizationId\)/],
  [{ organization: { orgId: '1' } }, '2', /names 1 \(organization\.orgId\)/],
])('%j contradicts %s', (request, organizationId, message) => {
  expect(() => checkOrganization(request, organizationId)).toThrow(message);
});

test.each([
  [{ organizationId: '1' }, '1'],
  [{ organizationId: '1' }, ''],
  [{ organization: { orgDomain: 'a.example.org' } }, '2'],
  [{}, '2'],
])('%j goes with %p', (request, organizationId) => {
  expect(() => checkOrganization(request, organizationId)).not.toThrow();
});

test.each([
  ['AdminService', {}, /whole instance/],
  ['UserService', { organization: { orgDomain: 'a.example.org' } }, /by its domain/],
  ['UserService', {}, undefined],
])('%s with %j: %p', (service, request, reason) => {
  const said = whyIneffective(service, request);
  if (reason === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(reason);
});
