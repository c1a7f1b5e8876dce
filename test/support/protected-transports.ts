import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { runNode, type NodeResult, type NodeRun } from './engine';
import type { StubOptions } from './stub';

/** A way from a node to its service. */
export interface ProtectedTransport {
  name: string;
  kind: StubOptions['kind'];
  /** Gets as many records as there are items, each with a request of its own. */
  run(url: string, options?: TransportRun): Promise<NodeResult>;
}

/** What a test of a transport may set. */
export interface TransportRun {
  /** Fields of the credential beside URL and token. */
  credential?: IDataObject;
  /** The parameter "options". */
  options?: INodeParameters;
  /** 1 unless given. */
  items?: number;
  continueOnFail?: boolean;
  onStarted?: NodeRun['onStarted'];
}

/** The token that every run of a transport sends. */
export const TOKEN = 'token-of-the-transport-tests';

/** The ways to the services; what n8n's own helper protects holds on each. */
export const PROTECTED_TRANSPORTS: ProtectedTransport[] = [
  {
    name: 'Directus over REST',
    kind: 'rest',
    run: (url, run = {}) =>
      runNode({
        node: 'directus',
        parameters: {
          resource: 'users',
          operation: 'get',
          id: '={{ $json.id }}',
          options: { batchSize: 1, ...run.options },
        },
        credential: { url, token: TOKEN, ...run.credential },
        ...common(run),
      }),
  },
  zitadel('Zitadel over HTTP/JSON', 'rest', 'http'),
  zitadel('Zitadel over gRPC', 'grpc', 'grpc'),
];

function zitadel(name: string, kind: StubOptions['kind'], transport: 'grpc' | 'http'): ProtectedTransport {
  return {
    name,
    kind,
    run: (url, run = {}) =>
      runNode({
        node: 'zitadel',
        parameters: {
          resource: 'UserService',
          operation: 'getUserByID',
          userId: '={{ $json.id }}',
          options: run.options ?? {},
        },
        credential: { url, token: TOKEN, transport, ...run.credential },
        ...common(run),
      }),
  };
}

function common({
  items = 1,
  continueOnFail,
  onStarted,
}: TransportRun): Pick<NodeRun, 'items' | 'continueOnFail' | 'onStarted'> {
  return {
    items: Array.from({ length: items }, (_, index) => ({ id: String(index + 1) })),
    continueOnFail,
    onStarted,
  };
}
