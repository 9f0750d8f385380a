/** What is left of a key's pace stands with the key, so that all processes draw from one bucket. */
export const statements: readonly string[] = [
  `alter table api_key add column pace_left double precision`,
  `alter table api_key add column pace_at timestamptz`,
];
