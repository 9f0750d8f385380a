/** A cause looked for again stands beside the one of the day of the alert, which stays. */
export const statements: readonly string[] = [
  'alter table goal_alert add column recent_cause jsonb, add column recent_at timestamptz',
];
