import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { RowCard } from '../../../../console/table/Cards.tsx';
import { DataTable } from '../../../../console/table/DataTable.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { EmptyState } from '../../../../console/ui/States.tsx';
import { listTeams, type Team } from '../../contract.ts';
import { SettingsPage } from './Frame.tsx';
import { words } from './words.ts';

const TeamSheet = lazy(() => import('./TeamSheet.tsx'));

/** 设置 › 团队. */
export default function Teams() {
  const t = useWords(words);
  const can = useCan();
  const mayChange = can('access:write');
  const teams = useEndpoint(listTeams, {});
  const [open, setOpen] = useState<{ readonly team: Team | null } | null>(null);
  const add = { key: 'add', label: t('teams.add'), icon: 'plus' as const, onClick: () => setOpen({ team: null }) };
  return (
    <SettingsPage primary={mayChange ? add : undefined}>
      <div style={{ maxWidth: 640 }}>
        <DataTable
          name="teams"
          columns={[
            { key: 'name', title: t('teams.name'), render: (team) => <span className="fw5">{team.name}</span> },
            {
              key: 'members',
              title: t('teams.members'),
              width: 120,
              align: 'right',
              render: (team) => t('teams.count', { count: team.members }),
            },
          ]}
          rows={teams.data?.items}
          rowKey={(team) => team.id}
          onOpen={mayChange ? (team) => setOpen({ team }) : undefined}
          openKey={open?.team?.id}
          rowActions={
            mayChange
              ? (team) => (
                  <Button size="small" onClick={() => setOpen({ team })}>
                    {t('edit')}
                  </Button>
                )
              : undefined
          }
          card={(team) => <RowCard title={team.name} right={t('teams.count', { count: team.members })} />}
          empty={<EmptyState icon="team" title={t('teams.empty')} hint={t('teams.emptyHint')} />}
          error={teams.error}
          retry={() => void teams.refetch()}
        />
      </div>
      <Suspense fallback={null}>
        {open ? <TeamSheet key={open.team?.id ?? 'new'} team={open.team} close={() => setOpen(null)} /> : null}
      </Suspense>
    </SettingsPage>
  );
}
