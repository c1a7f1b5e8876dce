import type { INodeProperties } from 'n8n-workflow';

import type { ZitadelTable } from '../../operation';
import { schemaFilters } from './filters';

const schemaId: INodeProperties = {
  displayName: 'Schema ID',
  name: 'id',
  type: 'string',
  default: '',
  required: true,
  placeholder: 'e.g. 163840776835432705',
  description: 'ID of the schema, as Create returns it',
};

const instance: INodeProperties = {
  displayName: 'Instance',
  name: 'instance',
  type: 'collection',
  placeholder: 'Add Field',
  default: {},
  description: 'Instance that is meant, by ID or by domain; that of the credential if not given',
  options: [
    {
      displayName: 'Domain',
      name: 'domain',
      type: 'string',
      default: '',
      placeholder: 'e.g. login.example.org',
    },
    {
      displayName: 'ID',
      name: 'id',
      type: 'string',
      default: '',
      placeholder: 'e.g. 163840776835432705',
    },
  ],
};

const type: INodeProperties = {
  displayName: 'Type',
  name: 'type',
  type: 'string',
  default: '',
  placeholder: 'e.g. employee',
  description: 'Name of the schema, which no other one has',
};

const schema: INodeProperties = {
  displayName: 'Schema',
  name: 'schema',
  type: 'json',
  default: '{ "type": "object", "properties": { "badge": { "type": "string" } } }',
  description: 'JSON Schema that the data of the users must meet',
};

const possibleAuthenticators: INodeProperties = {
  displayName: 'Possible Authenticators',
  name: 'possibleAuthenticators',
  type: 'multiOptions',
  options: [
    { name: 'Authenticator App', value: 'AUTHENTICATOR_TYPE_TOTP' },
    { name: 'Email Code', value: 'AUTHENTICATOR_TYPE_OTP_EMAIL' },
    { name: 'Identity Provider', value: 'AUTHENTICATOR_TYPE_IDENTITY_PROVIDER' },
    { name: 'Key', value: 'AUTHENTICATOR_TYPE_AUTHENTICATION_KEY' },
    { name: 'Passkey or Security Key', value: 'AUTHENTICATOR_TYPE_WEBAUTHN' },
    { name: 'Password', value: 'AUTHENTICATOR_TYPE_PASSWORD' },
    { name: 'SMS Code', value: 'AUTHENTICATOR_TYPE_OTP_SMS' },
    { name: 'Username', value: 'AUTHENTICATOR_TYPE_USERNAME' },
  ],
  default: [],
  description: 'What users of the schema can sign in with',
};

const userSchema: INodeProperties = {
  displayName: 'User Schema',
  name: 'userSchema',
  type: 'collection',
  placeholder: 'Add Field',
  default: {},
  required: true,
  options: [possibleAuthenticators, schema, type],
};

const order: INodeProperties = {
  displayName: 'Order and Offset',
  name: 'query',
  type: 'collection',
  placeholder: 'Add Field',
  default: {},
  options: [
    {
      displayName: 'Descending',
      name: 'desc',
      type: 'boolean',
      default: true,
      description: 'Whether the largest comes first',
    },
    {
      displayName: 'Offset',
      name: 'offset',
      type: 'number',
      typeOptions: { minValue: 0 },
      default: 0,
      description: 'How many schemas to pass over',
    },
  ],
};

const sortingColumn: INodeProperties = {
  displayName: 'Sort By',
  name: 'sortingColumn',
  type: 'options',
  options: [
    { name: 'Change Date', value: 'FIELD_NAME_CHANGE_DATE' },
    { name: 'Creation Date', value: 'FIELD_NAME_CREATION_DATE' },
    { name: 'Revision', value: 'FIELD_NAME_REVISION' },
    { name: 'State', value: 'FIELD_NAME_STATE' },
    { name: 'Type', value: 'FIELD_NAME_TYPE' },
    { name: 'Unspecified', value: 'FIELD_NAME_UNSPECIFIED' },
  ],
  default: 'FIELD_NAME_CREATION_DATE',
};

/** zitadel.resources.userschema.v3alpha.ZITADELUserSchemas */
export const userSchemaService: ZitadelTable = {
  value: 'UserSchemaService',
  name: 'User Schema',
  description: 'What data users of a kind have. A preview behind the feature flag "user_schema".',
  operations: [
    {
      value: 'createUserSchema',
      name: 'Create',
      action: 'Create user schema',
      description: 'Creates a schema, which is active at once',
      fields: [
        {
          ...userSchema,
          default: { type: '', schema: '{ "type": "object" }' },
          description: 'What the schema is called and what it asks for',
        },
      ],
      additionalFields: [instance],
    },
    {
      value: 'deactivateUserSchema',
      name: 'Deactivate',
      action: 'Deactivate user schema',
      description: 'Ends the use of a schema for new users, until it is reactivated',
      fields: [schemaId],
      additionalFields: [instance],
    },
    {
      value: 'deleteUserSchema',
      name: 'Delete',
      action: 'Delete user schema',
      description: 'Deletes a schema for good',
      fields: [schemaId],
      additionalFields: [instance],
    },
    {
      value: 'getUserSchema',
      name: 'Get',
      action: 'Get user schema',
      description: 'Retrieves a schema by ID, with its state and revision',
      fields: [schemaId],
    },
    {
      value: 'patchUserSchema',
      name: 'Update',
      action: 'Update user schema',
      description: 'Changes a schema. What is left out stays as it is.',
      fields: [schemaId, { ...userSchema, description: 'What is to change' }],
      additionalFields: [instance],
    },
    {
      value: 'reactivateUserSchema',
      name: 'Reactivate',
      action: 'Reactivate user schema',
      description: 'Brings a deactivated schema back into use',
      fields: [schemaId],
      additionalFields: [instance],
    },
    {
      value: 'searchUserSchemas',
      name: 'Get Many',
      action: 'Get many user schemas',
      description: 'Retrieves schemas, filtered and sorted. One created moments ago may be missing.',
      filters: schemaFilters,
      additionalFields: [instance, order, sortingColumn],
      list: true,
    },
  ],
};
