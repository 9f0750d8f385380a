/** Which of two wordings of its script a task has while they are tried against each other. */
export const statements: readonly string[] = [`alter table task add column variant text`];
