/** Only an address of ours: a link must not carry a person elsewhere after signing in. */
export const ownPath = (path: string | null): string => (path && /^\/(?![/\\])/.test(path) ? path : '/');
