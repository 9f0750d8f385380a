/** Scorecards look for the answers of enrolled customers in their own windows. */
export const statements: readonly string[] = [
  `create index metric_reading_of_customer on metric_reading (workspace_id, customer_id, answered_at) where dimension = ''`,
];
