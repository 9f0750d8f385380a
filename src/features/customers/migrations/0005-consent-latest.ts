export const statements: readonly string[] = [
  // The latest line of a channel is the last entry of its stretch: lines of one moment are told apart by their id, so without the id each look sorts.
  `create index consent_latest on consent (workspace_id, customer_id, purpose, channel, given_at, consent_id)`,
  `drop index consent_of_customer`,
];
