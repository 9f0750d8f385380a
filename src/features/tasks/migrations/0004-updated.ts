/** What changed since: rooms downstream that keep sums of tasks read on from where they were. */
export const statements: readonly string[] = [`create index task_updated on task (workspace_id, updated_at, task_id)`];
