export const statements: readonly string[] = [
  // Each customer's best channel first.
  `alter table broadcast add column preferred boolean not null default false`,
];
