import { lazy, Suspense, useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat, useMe } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { RowCard } from '../../../../console/table/Cards.tsx';
import { DataTable } from '../../../../console/table/DataTable.tsx';
import { useListState } from '../../../../console/table/listState.ts';
import { Two } from '../../../../console/table/Two.tsx';
import type { Column } from '../../../../console/table/types.ts';
import { Avatar } from '../../../../console/ui/Avatar.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { EmptyState } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { listMembers, listTeams, type Member, Role, roleWords, scopeWords } from '../../contract.ts';
import { SettingsPage } from './Frame.tsx';
import { words } from './words.ts';

/** Loaded when first opened: a table alone is half of what a route may weigh. */
const MemberSheet = lazy(() => import('./MemberSheet.tsx'));
const OneTime = lazy(() => import('../../../../console/ui/OneTime.tsx'));

type Shown = { readonly member: Member | null } | null;

/** 设置 › 成员: who may enter this workspace, as what, and whose customers she sees. */
export default function Members() {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const list = useListState({ filters: ['role', 'state'] });
  const members = useEndpoint(listMembers, {});
  const teams = useEndpoint(listTeams, {});
  const [open, setOpen] = useState<Shown>(null);
  const [secret, setSecret] = useState<{ name: string; password: string } | null>(null);
  const mayChange = can('access:write');
  const columns = useColumns(new Map(teams.data?.items.map((team) => [team.id, team.name])));
  const rows = members.data?.items.filter((member) => {
    const text = `${member.name} ${member.email}`.toLowerCase();
    const states = list.chosen.state ?? [];
    return (
      text.includes(list.q.toLowerCase()) &&
      (list.chosen.role ?? [member.role]).includes(member.role) &&
      (states.length === 0 || states.includes(stateOf(member)))
    );
  });
  return (
    <SettingsPage
      primary={
        mayChange
          ? { key: 'add', label: t('members.add'), icon: 'plus', onClick: () => setOpen({ member: null }) }
          : undefined
      }
    >
      <DataTable
        name="members"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        list={list}
        search={{ placeholder: t('members.search') }}
        filters={[
          {
            key: 'role',
            label: t('members.role'),
            multiple: true,
            options: Role.options.map((role) => ({ value: role, label: say(roleWords[role].name) })),
          },
          {
            key: 'state',
            label: t('members.state'),
            options: (['active', 'temporary', 'inactive'] as const).map((state) => ({
              value: state,
              label: t(`members.${state}`),
            })),
          },
        ]}
        onOpen={mayChange ? (member) => setOpen({ member }) : undefined}
        openKey={open?.member?.id}
        rowActions={
          mayChange
            ? (member) => (
                <Button size="small" onClick={() => setOpen({ member })}>
                  {t('edit')}
                </Button>
              )
            : undefined
        }
        card={(member) => (
          <RowCard
            title={member.name}
            tags={<StateTag member={member} />}
            right={say(roleWords[member.role].name)}
            line={member.email}
            note={say(scopeWords[member.dataScope])}
          />
        )}
        empty={<EmptyState icon="team" title={t('members.empty')} hint={t('members.emptyHint')} />}
        total={rows?.length}
        error={members.error}
        retry={() => void members.refetch()}
        twoLines
      />
      <Suspense fallback={null}>
        {open ? (
          <MemberSheet
            key={open.member?.id ?? 'new'}
            member={open.member}
            teams={teams.data?.items ?? []}
            close={() => setOpen(null)}
            showPassword={(name, password) => setSecret({ name, password })}
          />
        ) : null}
        {secret ? (
          <OneTime
            title={t('members.passwordTitle', { name: secret.name })}
            text={t('members.passwordText')}
            secret={secret.password}
            close={() => setSecret(null)}
          />
        ) : null}
      </Suspense>
    </SettingsPage>
  );
}

function stateOf(member: Member): 'active' | 'inactive' | 'temporary' {
  if (!member.active) return 'inactive';
  return member.passwordTemporary ? 'temporary' : 'active';
}

function StateTag({ member }: { member: Member }) {
  const t = useWords(words);
  const state = stateOf(member);
  if (state === 'active') return null;
  return <Tag tone={state === 'inactive' ? 'neutral' : 'warn'}>{t(`members.${state}`)}</Tag>;
}

function useColumns(teamNames: ReadonlyMap<string, string>): readonly Column<Member>[] {
  const t = useWords(words);
  const say = useSay();
  const me = useMe();
  const format = useFormat();
  return [
    {
      key: 'person',
      title: t('members.person'),
      render: (member) => (
        <span className="hx-person-cell">
          <Avatar name={member.name} size={28} />
          <Two
            value={
              <span className="row g6">
                <span className="fw5 el">{member.name}</span>
                {member.userId === me.user.id ? <Tag>{t('members.you')}</Tag> : null}
              </span>
            }
            under={member.email}
          />
        </span>
      ),
    },
    { key: 'role', title: t('members.role'), width: 130, render: (member) => say(roleWords[member.role].name) },
    { key: 'scope', title: t('members.scope'), width: 140, render: (member) => say(scopeWords[member.dataScope]) },
    {
      key: 'teams',
      title: t('members.teams'),
      width: 200,
      render: (member) => {
        const names = member.teamIds.flatMap((id) => teamNames.get(id) ?? []);
        return names.length > 0 ? <span className="el">{format.list(names)}</span> : <span className="t3">—</span>;
      },
    },
    {
      key: 'state',
      title: t('members.state'),
      width: 150,
      render: (member) =>
        stateOf(member) === 'active' ? <span className="t2">{t('members.active')}</span> : <StateTag member={member} />,
    },
    { key: 'since', title: t('members.since'), width: 120, render: (member) => format.date(member.createdAt) },
  ];
}
