export const statements: readonly string[] = [
  // Which version of the words she agreed to, and how far a withdrawal was meant to go: everything, a purpose, or a channel.
  `alter table consent add column wording_version text`,
  `alter table consent add column scope text`,
];
