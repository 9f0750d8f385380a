/** She may be answered for 48 hours after her last message, five times. (path/94677) */
export const WINDOW_MS = 48 * 3_600_000;
export const WINDOW_MOST = 5;

/** Which account a customer wrote to last. Gone with the window, so never missed. */
export const cacheKey = (customer: string): string => `kf:${customer}`;
