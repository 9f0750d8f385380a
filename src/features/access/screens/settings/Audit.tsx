import { lazy, Suspense, useState } from 'react';
import { useActorName } from '../../../../console/lib/actor.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { useEndpoint, usePages } from '../../../../console/query.ts';
import { RowCard } from '../../../../console/table/Cards.tsx';
import { DataTable } from '../../../../console/table/DataTable.tsx';
import { useListState } from '../../../../console/table/listState.ts';
import type { Column } from '../../../../console/table/types.ts';
import { EmptyState } from '../../../../console/ui/States.tsx';
import { type AuditEntry, listAudit, listMembers } from '../../contract.ts';
import { useAuditWords } from './audit-words.ts';
import { useLabel } from './audit-label.ts';
import { SettingsPage } from './Frame.tsx';
import { words } from './words.ts';

const AuditSheet = lazy(() => import('./AuditSheet.tsx'));

/** 设置 › 审计日志: who did what, newest first. */
export default function Audit() {
  const t = useWords(words);
  const list = useListState({ filters: ['actor', 'entity'] });
  const members = useEndpoint(listMembers, {});
  const pages = usePages(
    listAudit,
    { query: { actor: list.chosen.actor?.[0], entity: list.chosen.entity?.[0] } },
    (page) => page.items,
  );
  const [open, setOpen] = useState<AuditEntry | null>(null);
  const format = useFormat();
  const columns = useColumns();
  const named = useAuditWords();
  const actor = useActorName();
  const label = useLabel();
  return (
    <SettingsPage>
      <DataTable
        name="audit"
        columns={columns}
        rowKey={(entry) => entry.id}
        list={list}
        filters={[
          {
            key: 'actor',
            label: t('audit.who'),
            options: (members.data?.items ?? []).map((member) => ({ value: member.userId, label: member.name })),
          },
          {
            key: 'entity',
            label: t('audit.kind'),
            options: named.things,
          },
        ]}
        onOpen={setOpen}
        openKey={open?.id}
        card={(entry) => (
          <RowCard
            title={named.action(entry.action)}
            right={format.when(entry.at)}
            line={actor(entry.actor.name)}
            note={label(entry)}
          />
        )}
        empty={<EmptyState icon="history" title={t('audit.empty')} hint={t('audit.emptyHint')} />}
        {...pages}
      />
      <Suspense fallback={null}>{open ? <AuditSheet entry={open} close={() => setOpen(null)} /> : null}</Suspense>
    </SettingsPage>
  );
}

function useColumns(): readonly Column<AuditEntry>[] {
  const t = useWords(words);
  const format = useFormat();
  const named = useAuditWords();
  const actor = useActorName();
  const label = useLabel();
  return [
    { key: 'when', title: t('audit.when'), width: 150, render: (entry) => format.when(entry.at) },
    {
      key: 'who',
      title: t('audit.who'),
      width: 200,
      render: (entry) => (
        <span className="row g6">
          <span className="el">{actor(entry.actor.name)}</span>
          {entry.actor.kind === 'key' ? <span className="f12 t3">{t('audit.key')}</span> : null}
        </span>
      ),
    },
    { key: 'what', title: t('audit.what'), width: 250, render: (entry) => named.action(entry.action) },
    {
      key: 'thing',
      title: t('audit.thing'),
      render: (entry) => {
        return (
          <span className="row g6">
            <span className="t2">{named.thing(entry.entity)}</span>
            <span className="el">{label(entry)}</span>
          </span>
        );
      },
    },
  ];
}
