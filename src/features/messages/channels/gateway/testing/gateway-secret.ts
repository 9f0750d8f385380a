/** What the gateway peer and its callers sign with. */
export const GATEWAY_SECRET = 'a-secret-of-sixteen-and-more';
