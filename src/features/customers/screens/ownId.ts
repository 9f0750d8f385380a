/** The id in the company's own system; null for one that was made here because none was given (`c_` and 32 digits). */
export const ownId = (externalId: string): string | null => (/^c_[0-9a-f]{32}$/.test(externalId) ? null : externalId);
