import { durationsFromText, durationsToText } from './durations';
import type { Json, JsonObject } from './recording';

/** The package's module of each service that the recordings use, below `dist/api/generated/zitadel/`. */
const modules: Record<string, string> = {
  'zitadel.action.v2.ActionService': 'action/v2/action_service',
  'zitadel.admin.v1.AdminService': 'admin',
  'zitadel.application.v2.ApplicationService': 'application/v2/application_service',
  'zitadel.auth.v1.AuthService': 'auth',
  'zitadel.feature.v2.FeatureService': 'feature/v2/feature_service',
  'zitadel.management.v1.ManagementService': 'management',
  'zitadel.org.v2.OrganizationService': 'org/v2/org_service',
  'zitadel.org.v2beta.OrganizationService': 'org/v2beta/org_service',
  'zitadel.project.v2.ProjectService': 'project/v2/project_service',
  'zitadel.resources.userschema.v3alpha.ZITADELUserSchemas':
    'resources/userschema/v3alpha/user_schema_service',
  'zitadel.session.v2.SessionService': 'session/v2/session_service',
  'zitadel.settings.v2.SettingsService': 'settings/v2/settings_service',
  'zitadel.user.v2.UserService': 'user/v2/user_service',
  'zitadel.webkey.v2.WebKeyService': 'webkey/v2/webkey_service',
};

interface MessageType {
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
  fromJSON(json: unknown): object;
  toJSON(message: object): unknown;
}

interface ServiceDefinition {
  methods: Record<string, { name: string; requestType: MessageType; responseType: MessageType } | undefined>;
}

/** A method as gRPC needs it. */
export interface GrpcMethod {
  path: string;
  encodeRequest(request: JsonObject): Buffer;
  decodeReply(bytes: Buffer): Json;
}

/**
 * Finds a method of the package.
 * @throws Error when the package has no such method
 */
export async function findMethod(service: string, method: string): Promise<GrpcMethod> {
  const path = `@zitadel/node/dist/api/generated/zitadel/${modules[service]}.js`;
  const exported = `${service.slice(service.lastIndexOf('.') + 1)}Definition`;
  const loaded = (await import(path)) as Record<string, ServiceDefinition | undefined>;
  const found = loaded[exported]?.methods[method];
  if (!found) throw new Error(`${path} has no method ${method}`);
  const { name, requestType, responseType } = found;
  return {
    path: `/${service}/${name}`,
    encodeRequest(request) {
      const withDurations = durationsFromText(requestType.fromJSON(request), request);
      return Buffer.from(requestType.encode(requestType.fromJSON(withDurations)).finish());
    },
    decodeReply(bytes) {
      const message = responseType.decode(bytes);
      return durationsToText(message, responseType.toJSON(message) as Json);
    },
  };
}
