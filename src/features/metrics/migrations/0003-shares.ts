/**
 * With what chance somebody was asked stands with her answer, and answers are counted apart by it: from such counts totals are computed that
 * are true for all customers, not for those who were asked more often. What stands before is 1, until the answers are read anew.
 */
export const statements: readonly string[] = [
  `alter table metric_reading add column share numeric(5, 4) not null default 1`,
  `alter table metric_count add column share numeric(5, 4) not null default 1`,
  `alter table metric_count drop constraint metric_count_pk`,
  `alter table metric_count add constraint metric_count_pk
    primary key (workspace_id, metric, dimension, month, playbook, epoch, form_key, channel, share, score)`,
  `create index metric_reading_of_month on metric_reading (workspace_id, customer_id, month)`,
];
