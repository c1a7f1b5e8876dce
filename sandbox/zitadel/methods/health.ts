import { languagesOf } from '../languages';
import type { MethodRow, PublicMethodRow } from '../method-row';

const languages: MethodRow = { handle: ({ state }) => ({ languages: languagesOf(state) }) };

export const health: Record<string, MethodRow | PublicMethodRow> = {
  'zitadel.auth.v1.AuthService/Healthz': { public: true, handle: () => ({}) },
  'zitadel.management.v1.ManagementService/Healthz': { public: true, handle: () => ({}) },
  'zitadel.admin.v1.AdminService/Healthz': { public: true, handle: () => ({}) },
  'zitadel.auth.v1.AuthService/GetSupportedLanguages': languages,
  'zitadel.management.v1.ManagementService/GetOIDCInformation': {
    public: true,
    handle: (_state, _request, host) => ({
      issuer: `http://${host}`,
      discoveryEndpoint: `http://${host}/.well-known/openid-configuration`,
    }),
  },
  'zitadel.admin.v1.AdminService/GetAllowedLanguages': languages,
  'zitadel.admin.v1.AdminService/GetSupportedLanguages': languages,
};
