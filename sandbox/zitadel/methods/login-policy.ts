import type { MethodRow } from '../method-row';
import { notModelled } from '../errors';
import { child, type JsonObject } from '../json-object';

/** What the default login policy says, in the fields that both versions of it have. */
const common: JsonObject = {
  allowUsernamePassword: true,
  allowRegister: true,
  allowExternalIdp: true,
  passwordCheckLifetime: '864000s',
  externalLoginCheckLifetime: '864000s',
  mfaInitSkipLifetime: '2592000s',
  secondFactorCheckLifetime: '64800s',
  multiFactorCheckLifetime: '43200s',
  secondFactors: ['SECOND_FACTOR_TYPE_OTP', 'SECOND_FACTOR_TYPE_U2F'],
  multiFactors: ['MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION'],
  allowDomainDiscovery: true,
};

export const loginPolicy: Record<string, MethodRow> = {
  'zitadel.admin.v1.AdminService/GetLoginPolicy': {
    handle: ({ state }) => ({
      policy: {
        details: state.instanceDetails(),
        ...common,
        passwordlessType: 'PASSWORDLESS_TYPE_ALLOWED',
        isDefault: true,
      },
    }),
  },
  'zitadel.settings.v2.SettingsService/GetLoginSettings': {
    handle: ({ state }, request) => {
      if (child(request, 'ctx')?.instance !== true)
        throw notModelled('the login settings of an organization');
      return {
        details: state.instanceDetails(),
        settings: {
          ...common,
          allowLocalAuthentication: true,
          passkeysType: 'PASSKEYS_TYPE_ALLOWED',
          resourceOwnerType: 'RESOURCE_OWNER_TYPE_INSTANCE',
          ...state.release.loginSettings,
        },
      };
    },
  },
};
