import type { ServiceDescription } from '../../../nodes/Zitadel/catalogue/catalogue';
import { checkRequest } from '../../../nodes/Zitadel/request/checkRequest';
import type { Json, JsonObject } from '../../../nodes/shared/json';

/** A service with one message for each thing that is tested. */
export const SERVICE: ServiceDescription = {
  service: 'test.v1.TestService',
  module: 'test.js',
  definition: 'TestServiceDefinition',
  json: 'connect',
  methods: {},
  messages: {
    Empty: {},
    Scalars: {
      text: 'string',
      flag: 'bool',
      data: 'bytes',
      ratio: 'double',
      share: 'float',
      small: 'int32',
      smallUnsigned: 'uint32',
      smallFixed: 'fixed32',
      big: 'int64',
      bigUnsigned: 'uint64',
      when: 'google.protobuf.Timestamp',
      lifetime: 'google.protobuf.Duration',
      details: 'google.protobuf.Struct',
      colour: 'Colour',
      maybe: 'optional string',
    },
    Containers: {
      texts: 'repeated string',
      numbers: 'repeated uint32',
      lifetimes: 'repeated google.protobuf.Duration',
      people: 'repeated Person',
      labels: 'map<string, string>',
      blobs: 'map<string, bytes>',
      byName: 'map<string, Person>',
      lifetimesByName: 'map<string, google.protobuf.Duration>',
      owner: 'Person',
      chosen: 'optional Person',
    },
    Person: { givenName: 'string', bornAt: 'google.protobuf.Timestamp', colour: 'Colour', friend: 'Person' },
    Ruled: {
      name: 'string',
      mail: 'string',
      keys: 'repeated string',
      a: 'optional string',
      b: 'optional Person',
      c: 'optional bool',
      d: 'optional string',
      inner: 'Ruled',
      inners: 'repeated Ruled',
    },
  },
  enums: { Colour: ['COLOUR_UNSPECIFIED', 'COLOUR_RED', 'COLOUR_DARK_BLUE'] },
  rules: {
    Ruled: {
      required: ['name'],
      length: { name: [1, 5], mail: [0, 12] },
      email: ['mail'],
      oneofs: [['a', 'b', 'c']],
    },
  },
};

/** A field of the message with all scalars, as it is checked. */
export function scalar(field: string, value: Json): Json | undefined {
  return checkRequest(SERVICE, 'Scalars', { [field]: value })[field];
}

/** A message as it is checked. */
export function checked(message: string, request: JsonObject): JsonObject {
  return checkRequest(SERVICE, message, request);
}
