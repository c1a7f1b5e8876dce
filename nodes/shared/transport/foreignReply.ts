import type { Refusal } from '../errors';
import type { RestReply } from './rest';

/** What it means that something else than the service answers, by its HTTP status. */
const CAUSES: Readonly<Record<number, { says: string; remedy: string }>> = {
  401: {
    says: 'wants another sign-in than that of the credential',
    remedy:
      'Something between n8n and the server asks for a sign-in of its own: let n8n through, or use another address.',
  },
  403: {
    says: 'does not let the request through',
    remedy:
      'A proxy or firewall between n8n and the server refuses the request: ask who runs it to let n8n through.',
  },
  407: {
    says: 'wants n8n to sign in to the proxy',
    remedy: 'Write the user and password of the proxy into HTTP_PROXY or HTTPS_PROXY of n8n.',
  },
  413: {
    says: 'refuses the request as too large',
    remedy: 'Raise the limit for request bodies on the proxy in front of the server, or send less at once.',
  },
  429: {
    says: 'turns requests away as too many',
    remedy: 'Lower Concurrency under Options, or raise the limit on the proxy in front of the server.',
  },
  500: {
    says: 'failed',
    remedy: 'Look into the logs of the server and of the proxy in front of it.',
  },
  502: {
    says: 'got no proper answer from the server behind it',
    remedy: 'The server behind the proxy is down or restarting: check that it runs.',
  },
  503: {
    says: 'has no server behind it at present',
    remedy: 'The server behind the proxy is down, restarting or overloaded: check that it runs.',
  },
  504: {
    says: 'waited too long for the server behind it',
    remedy: 'The server behind the proxy is slow: raise the time-out of the proxy, or send less at once.',
  },
};

/**
 * The refusal for an answer that is not of the service: of a proxy, a firewall, or another server.
 *
 * @param address scheme, host and port
 * @param service name of the service that was expected
 */
export function foreignRefusal(
  { status }: Pick<RestReply, 'status'>,
  address: string,
  service: string,
): Refusal {
  const cause = CAUSES[status];
  if (cause !== undefined) {
    const own = status < 500 ? ` Or URL in the credential is not the address of ${service}: check it.` : '';
    return {
      code: `HTTP_${status}`,
      status,
      message: `What answers at ${address} is not ${service} itself, and ${cause.says} (HTTP ${status})`,
      remedy: cause.remedy + own,
    };
  }
  return {
    code: `HTTP_${status}`,
    status,
    message: `${address} did not answer as ${service} does (HTTP ${status})`,
    remedy: `Check the URL in the credential: it is the address of ${service} itself, with its path if it has one.`,
  };
}
