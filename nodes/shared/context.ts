import type { IExecuteFunctions, RequestHelperFunctions } from 'n8n-workflow';

/** What both an execution and the editor's methods give: credentials, and n8n's guards on the way out. */
export type NodeContext = Pick<IExecuteFunctions, 'getCredentials' | 'getNode'> & {
  helpers: Pick<RequestHelperFunctions, 'getSecureEgressFilter' | 'httpRequestWithAuthentication'> &
    Partial<Pick<RequestHelperFunctions, 'refreshOAuth2Token'>>;
};
