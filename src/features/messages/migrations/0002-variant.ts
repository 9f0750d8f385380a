/** Which of two wordings a message carries while they are tried against each other. */
export const statements: readonly string[] = [`alter table message add column variant text`];
