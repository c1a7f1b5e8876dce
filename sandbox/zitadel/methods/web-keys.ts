import type { MethodRow } from '../method-row';
import type { JsonObject } from '../json-object';

const rsa = { bits: 'RSA_BITS_2048', hasher: 'RSA_HASHER_SHA256' };

export const webKeys: Record<string, MethodRow> = {
  'zitadel.webkey.v2.WebKeyService/ListWebKeys': {
    handle: ({ state }) => {
      const { creationDate } = state.instanceDetails();
      const key = (id: string, keyState: string): JsonObject => ({
        id,
        creationDate,
        changeDate: creationDate,
        state: keyState,
        rsa,
      });
      const [active = '', next = ''] = state.webKeyIds;
      return { webKeys: [key(active, 'STATE_ACTIVE'), key(next, 'STATE_INITIAL')] };
    },
  },
};
