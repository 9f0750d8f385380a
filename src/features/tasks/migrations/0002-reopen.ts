/** How often an ended task was taken up again: its flow went on at the first end, and its answers count since then. */
export const statements: readonly string[] = [`alter table task add column reopened integer not null default 0`];
