import { lazy, Suspense, useState } from 'react';
import { useActorName } from '../../../../console/lib/actor.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { SettingsPage } from '../../../../console/shell/SettingsPage.tsx';
import { RowCard } from '../../../../console/table/Cards.tsx';
import { DataTable } from '../../../../console/table/DataTable.tsx';
import { Two } from '../../../../console/table/Two.tsx';
import type { Column } from '../../../../console/table/types.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { EmptyState, ErrorNote } from '../../../../console/ui/States.tsx';
import {
  type ChannelTemplate,
  importChannelTemplates,
  listChannelTemplates,
} from '../../contract-channel-templates.ts';
import { State } from './State.tsx';
import { words } from './words.ts';

const TemplateSheet = lazy(() => import('./TemplateSheet.tsx'));

/** 设置 › 短信模板: what the platforms have approved. */
export default function Templates() {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const query = useEndpoint(listChannelTemplates, {});
  const [open, setOpen] = useState<ChannelTemplate | 'new' | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const read = useAction(importChannelTemplates, {
    changes: [listChannelTemplates],
    onDone: (done) => setNote(t('readDone', done)),
  });
  const mayChange = can('messages:configure');
  const carriers = query.data?.carriers ?? [];
  const nameOf = (adapter: string) => {
    const found = carriers.find(({ name }) => name === adapter);
    return found ? say(found.words) : adapter;
  };
  const add = { label: t('add'), onClick: () => setOpen('new') };
  const importing =
    mayChange && query.data?.imports ? (
      <Button size="small" loading={read.isPending} onClick={() => read.mutate({})}>
        {t('read', { who: nameOf(query.data.adapter ?? '') })}
      </Button>
    ) : null;
  return (
    <SettingsPage
      {...(mayChange ? { primary: { key: 'add', icon: 'plus' as const, ...add } } : {})}
      {...(note ? { note } : {})}
    >
      <p className="t2 cjk hx-lead">{t('lead')}</p>
      {importing ? <div className="row g8">{importing}</div> : null}
      <ErrorNote error={read.error} />
      <DataTable
        name="sms-templates"
        columns={useColumns(nameOf)}
        rows={query.data?.items}
        rowKey={(row) => row.key}
        {...(mayChange ? { onOpen: setOpen } : {})}
        card={(row) => (
          <RowCard
            title={row.name}
            tags={<State state={row.state} />}
            line={row.text}
            note={row.reason || nameOf(row.adapter)}
          />
        )}
        empty={
          <EmptyState
            icon="chat"
            title={t('empty')}
            hint={t('emptyHint')}
            action={mayChange ? <Button onClick={add.onClick}>{add.label}</Button> : null}
          />
        }
        error={query.error}
        retry={() => void query.refetch()}
        twoLines
      />
      <Suspense fallback={null}>
        {open && query.data ? (
          <TemplateSheet
            {...(open === 'new' ? {} : { template: open })}
            carriers={carriers}
            adapter={query.data.adapter}
            close={() => setOpen(null)}
          />
        ) : null}
      </Suspense>
    </SettingsPage>
  );
}

function useColumns(nameOf: (adapter: string) => string): readonly Column<ChannelTemplate>[] {
  const t = useWords(words);
  const format = useFormat();
  const actor = useActorName();
  return [
    {
      key: 'name',
      title: t('name'),
      render: (row) => (
        <Two value={<span className="fw5 el">{row.name}</span>} under={<span className="el">{row.text}</span>} />
      ),
    },
    {
      key: 'adapter',
      title: t('adapter'),
      width: 170,
      render: (row) => <Two value={nameOf(row.adapter)} under={row.ref || t('none')} />,
    },
    { key: 'purpose', title: t('purpose'), width: 100, render: (row) => t(`purposes.${row.purpose}`) },
    {
      key: 'state',
      title: t('state'),
      width: 200,
      render: (row) => <Two value={<State state={row.state} />} under={<span className="el">{row.reason}</span>} />,
    },
    {
      key: 'asOf',
      title: t('asOf'),
      width: 160,
      render: (row) => <Two value={format.when(row.asOf)} under={<span className="el">{actor(row.updatedBy)}</span>} />,
    },
  ];
}
