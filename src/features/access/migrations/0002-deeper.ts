/** Reads of personal data are asked for by thing and time; a key may be limited in its pace. */
export const statements: readonly string[] = [
  `create index audit_entry_reads on audit_entry (workspace_id, entity, entity_id, actor_id, at desc)`,
  `drop index audit_entry_entity`,
  `alter table api_key add column per_minute integer`,
  `alter table api_key add column rotated_to text`,
];
