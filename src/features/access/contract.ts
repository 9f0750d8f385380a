/** What access says to the outside, by subject. Browser-safe. */
export * from './contract-audit.ts';
export * from './contract-demo.ts';
export * from './contract-identity.ts';
export * from './contract-keys.ts';
export * from './contract-members.ts';
export * from './contract-permissions.ts';
export * from './contract-roles.ts';
export * from './contract-workspaces.ts';
