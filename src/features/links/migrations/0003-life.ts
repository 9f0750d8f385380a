import { guard } from '../../../kit/db/tables.ts';

/** What expired long ago is deleted; its figures are added up by playbook, epoch (-1: none) and channel. */
export const statements: readonly string[] = [
  `alter table link_settings add column retain_days integer not null default 400`,
  // Of this customer a link of the same playbook, epoch and channel that was opened has been deleted: she counts with this one.
  `alter table short_link add column opened_before boolean not null default false`,
  `create index short_link_expiry on short_link (workspace_id, expires_at, link_id) where kind <> 'named'`,
  `create table link_figure (
    workspace_id text not null,
    playbook text not null,
    epoch integer not null,
    channel text not null,
    told integer not null,
    persons integer not null,
    visits integer not null,
    bots integer not null,
    constraint link_figure_pk primary key (workspace_id, playbook, epoch, channel)
  )`,
  ...guard('link_figure'),
  // Held while links are deleted, so that two processes do not each take the other's for the last of a customer.
  `create table link_sweep (
    workspace_id text not null,
    constraint link_sweep_pk primary key (workspace_id)
  )`,
  ...guard('link_sweep'),
];
