import { Input, Select } from 'antd';
import { useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useMe } from '../../../../console/lib/session.tsx';
import { useAction } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ErrorNote, Note } from '../../../../console/ui/States.tsx';
import {
  inviteMember,
  listMembers,
  listTeams,
  type Member,
  Role,
  resetPassword,
  roleWords,
  Scope,
  scopeWords,
  type Team,
  updateMember,
} from '../../contract.ts';
import { Choices } from './Choices.tsx';
import { Field, Form } from '../../../../console/ui/Field.tsx';
import { words } from './words.ts';

const USUAL_SCOPE: Readonly<Record<Role, Scope>> = {
  administrator: 'all',
  manager: 'all',
  supervisor: 'team',
  agent: 'own',
  viewer: 'all',
};

/** Adds a member (null), or changes one. */
export default function MemberSheet({
  member,
  teams,
  close,
  showPassword,
}: {
  member: Member | null;
  teams: readonly Team[];
  close: () => void;
  showPassword: (name: string, password: string) => void;
}) {
  const t = useWords(words);
  const say = useSay();
  const [draft, setDraft] = useState({
    name: member?.name ?? '',
    email: member?.email ?? '',
    role: member?.role ?? ('agent' as Role),
    dataScope: member?.dataScope ?? ('own' as Scope),
    teamIds: [...(member?.teamIds ?? [])],
  });
  const [existing, setExisting] = useState(false);
  const changes = [listMembers, listTeams];
  const invite = useAction(inviteMember, {
    changes,
    onDone: ({ password }) => {
      if (password === null) return setExisting(true);
      close();
      showPassword(draft.name, password);
    },
  });
  const update = useAction(updateMember, { changes, onDone: close });
  const action = member ? update : invite;
  const { email, ...rest } = draft;
  const submit = () => {
    if (member) update.mutate({ params: { member: member.id }, body: rest });
    else invite.mutate({ body: { ...rest, email: email.trim() } });
  };
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const name = draft.name.trim();
  return (
    <Sheet
      open
      title={member ? t('members.editTitle', { name: member.name }) : t('members.addTitle')}
      close={close}
      note={member || existing ? undefined : t('members.addNote')}
      primary={
        existing
          ? undefined
          : {
              label: name ? t(member ? 'members.save' : 'members.invite', { name }) : t('members.add'),
              onClick: submit,
              disabled: !name || !email.includes('@'),
              loading: action.isPending,
            }
      }
    >
      {existing ? (
        <Note tone="ok">{t('members.existing', { name })}</Note>
      ) : (
        <Form onSubmit={submit}>
          <Field label={t('members.name')} error={action.error?.of('name')}>
            {(field) => (
              <Input
                {...field}
                maxLength={60}
                value={draft.name}
                onChange={(event) => set({ name: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('members.email')} hint={member ? undefined : t('members.emailHint')}>
            {(field) => (
              <Input
                {...field}
                type="email"
                autoComplete="off"
                disabled={member !== null}
                value={draft.email}
                onChange={(event) => set({ email: event.target.value })}
              />
            )}
          </Field>
          <Choices
            label={t('members.role')}
            value={draft.role}
            options={Role.options.map((role) => ({
              value: role,
              label: say(roleWords[role].name),
              what: say(roleWords[role].what),
            }))}
            onChange={(role) => set({ role, dataScope: USUAL_SCOPE[role] })}
          />
          {draft.role === 'administrator' ? (
            <Note>{t('members.allScope')}</Note>
          ) : (
            <Choices
              label={t('members.scope')}
              value={draft.dataScope}
              options={Scope.options.map((scope) => ({ value: scope, label: say(scopeWords[scope]) }))}
              onChange={(dataScope) => set({ dataScope })}
            />
          )}
          <Field label={t('members.teams')} hint={teams.length === 0 ? t('members.noTeams') : undefined}>
            {(field) => (
              <Select
                {...field}
                mode="multiple"
                disabled={teams.length === 0}
                value={draft.teamIds}
                options={teams.map((team) => ({ value: team.id, label: team.name }))}
                onChange={(teamIds: string[]) => set({ teamIds })}
              />
            )}
          </Field>
          <ErrorNote error={action.error} />
          {member ? <Further member={member} close={close} showPassword={showPassword} /> : null}
          <button type="submit" hidden />
        </Form>
      )}
    </Sheet>
  );
}

/** A forgotten password, and leaving. Not for oneself: that is under 我的账号. */
function Further({
  member,
  close,
  showPassword,
}: {
  member: Member;
  close: () => void;
  showPassword: (name: string, password: string) => void;
}) {
  const t = useWords(words);
  const me = useMe();
  const update = useAction(updateMember, { changes: [listMembers, listTeams], onDone: close });
  const reset = useAction(resetPassword, {
    changes: [listMembers],
    onDone: ({ password }) => {
      close();
      showPassword(member.name, password);
    },
  });
  if (member.userId === me.user.id) return null;
  const params = { member: member.id };
  const setActive = (active: boolean) => update.mutate({ params, body: { active } });
  return (
    <>
      {member.active ? (
        <div className="hx-sheet-part">
          <Button icon="key" loading={reset.isPending} onClick={() => reset.mutate({ params })}>
            {t('members.reset')}
          </Button>
          <p>{t('members.resetHint')}</p>
          <ErrorNote error={reset.error} />
        </div>
      ) : null}
      <div className="hx-sheet-part">
        {member.active ? (
          <>
            <Button danger loading={update.isPending} onClick={() => setActive(false)}>
              {t('members.deactivate')}
            </Button>
            <p>{t('members.deactivateHint')}</p>
          </>
        ) : (
          <Button loading={update.isPending} onClick={() => setActive(true)}>
            {t('members.restore')}
          </Button>
        )}
        <ErrorNote error={update.error} />
      </div>
    </>
  );
}
