import { loadCatalogue } from '../../../nodes/Zitadel/catalogue/catalogue';
import index from '../../../nodes/Zitadel/catalogue/generated/index.json';
import { withContent } from '../../../nodes/Zitadel/reply/emptyReply';

describe('a reply without content', () => {
  test.each([
    ['AuthService', 'healthz', { success: true }],
    ['AuthService', 'revokeAllMyRefreshTokens', { success: true }],
    ['ManagementService', 'deleteAction', { success: true }],
    ['ManagementService', 'isUserUnique', { isUnique: false }],
    ['AdminService', 'getDefaultLanguage', { language: '' }],
    ['AuthService', 'listMyZitadelPermissions', { result: [] }],
    ['UserService', 'getUserByID', { success: true }],
  ])('of %s %s becomes an item that says something', async (service, method, item) => {
    expect(withContent(await loadCatalogue(service), method, {})).toEqual(item);
  });

  test.each(Object.keys(index))('of no method of %s is an empty item', async (name) => {
    const service = await loadCatalogue(name);
    for (const method of Object.keys(service.methods)) {
      expect(Object.keys(withContent(service, method, {}))).not.toEqual([]);
    }
  });

  test('is told from one that has any', async () => {
    const service = await loadCatalogue('UserService');
    const reply = { details: { sequence: '2' } };
    expect(withContent(service, 'deleteUser', reply)).toBe(reply);
    expect(withContent(service, 'deleteUser', { details: {} })).toEqual({ details: {} });
  });
});
