import { Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { createTeam, deleteTeam, listMembers, listTeams, renameTeam, type Team } from '../../contract.ts';
import { Field, Form } from '../../../../console/ui/Field.tsx';
import { words } from './words.ts';

/** A new team (null), or one to rename or delete. */
export default function TeamSheet({ team, close }: { team: Team | null; close: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const [name, setName] = useState(team?.name ?? '');
  const options = { changes: [listTeams, listMembers], onDone: close };
  const create = useAction(createTeam, options);
  const rename = useAction(renameTeam, options);
  const remove = useAction(deleteTeam, options);
  const members = useEndpoint(listMembers, {}, { enabled: team !== null });
  const action = team ? rename : create;
  const there = members.data?.items.filter((member) => member.active && team && member.teamIds.includes(team.id)) ?? [];
  const submit = () => {
    if (team) rename.mutate({ params: { team: team.id }, body: { name: name.trim() } });
    else create.mutate({ body: { name: name.trim() } });
  };
  const shown = name.trim();
  return (
    <Sheet
      open
      title={team?.name ?? t('teams.add')}
      close={close}
      primary={{
        label: shown ? t(team ? 'teams.rename' : 'teams.create', { name: shown }) : t('teams.add'),
        onClick: submit,
        disabled: shown === '' || shown === team?.name,
        loading: action.isPending,
      }}
    >
      <Form onSubmit={submit}>
        <Field label={t('teams.name')} error={action.error?.code === 'team_exists' ? action.error.message : null}>
          {(field) => (
            <Input {...field} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        {action.error && action.error.code !== 'team_exists' ? <ErrorNote error={action.error} /> : null}
        {team ? (
          <>
            <div className="hx-field">
              <span className="fw5">{t('teams.members')}</span>
              {there.length > 0 ? (
                <span className="t2">{format.list(there.map((member) => member.name))}</span>
              ) : (
                <p>{t('teams.nobody')}</p>
              )}
            </div>
            <div className="hx-sheet-part">
              <Button
                danger
                icon="trash"
                loading={remove.isPending}
                onClick={() => remove.mutate({ params: { team: team.id } })}
              >
                {t('teams.remove')}
              </Button>
              <p>{t('teams.removeHint')}</p>
              <ErrorNote error={remove.error} />
            </div>
          </>
        ) : null}
        <button type="submit" hidden />
      </Form>
    </Sheet>
  );
}
