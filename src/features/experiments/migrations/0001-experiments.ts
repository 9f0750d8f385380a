import { guard } from '../../../kit/db/tables.ts';

/**
 * An epoch fixes arms and definitions; enrolment rows of both arms are written at the trigger. `subject` names what is measured, for a
 * playbook its key.
 */
export const statements: readonly string[] = [
  `create table epoch (
    workspace_id text not null,
    subject text not null,
    epoch integer not null,
    salt text not null,
    holdout double precision not null,
    registered jsonb not null,
    starts_at timestamptz not null,
    ends_at timestamptz,
    constraint epoch_pk primary key (workspace_id, subject, epoch),
    constraint epoch_from_one check (epoch >= 1),
    constraint epoch_holdout_share check (holdout >= 0 and holdout < 1)
  )`,
  ...guard('epoch'),
  `create table enrolment (
    workspace_id text not null,
    subject text not null,
    epoch integer not null,
    customer_id text not null,
    unit text not null,
    u double precision not null,
    arm text not null,
    segment text not null,
    entered_at timestamptz not null,
    rule_id text not null,
    rule_version integer not null,
    because jsonb not null,
    constraint enrolment_pk primary key (workspace_id, subject, epoch, customer_id),
    constraint enrolment_epoch foreign key (workspace_id, subject, epoch) references epoch (workspace_id, subject, epoch),
    constraint enrolment_arm_known check (arm in ('treatment', 'control'))
  )`,
  `create index enrolment_entered on enrolment (workspace_id, subject, epoch, entered_at)`,
  `create index enrolment_of_customer on enrolment (workspace_id, customer_id)`,
  ...guard('enrolment'),
];
