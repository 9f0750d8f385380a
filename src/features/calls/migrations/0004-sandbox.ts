export const statements: readonly string[] = [
  // Rings on the phone of the sandbox and nowhere else. Of such a call `due_at` is when it stops by itself.
  `alter table call add column sandbox boolean not null default false`,
];
