import { useQueryClient } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { switchLocale, useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useFormat, useMe, useWorkspace } from '../../../../console/lib/session.tsx';
import { useLocale } from '../../../../console/lib/settings.ts';
import { meKey } from '../../../../console/me.ts';
import { useAction } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { ErrorNote, Note } from '../../../../console/ui/States.tsx';
import { changePassword, Role, roleWords, Scope, scopeWords, updateMe } from '../../contract.ts';
import { Field, Form } from '../../../../console/ui/Field.tsx';
import { SettingsPage } from './Frame.tsx';
import { SignInWays } from './SignInWays.tsx';
import { words } from './words.ts';

/** 设置 › 我的账号. */
export default function Account() {
  const t = useWords(words);
  const format = useFormat();
  const [savedAt, setSavedAt] = useState<number | null>(null);
  return (
    <SettingsPage note={savedAt ? t('saved', { time: format.time(savedAt) }) : undefined}>
      <Person saved={() => setSavedAt(Date.now())} />
      <Password />
      <SignInWays whose="mine" />
    </SettingsPage>
  );
}

function Person({ saved }: { saved: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const me = useMe();
  const format = useFormat();
  const workspace = useWorkspace();
  const locale = useLocale();
  const client = useQueryClient();
  const [name, setName] = useState(me.user.name);
  const save = useAction(updateMe, {
    onDone: () => {
      saved();
      void client.invalidateQueries({ queryKey: meKey });
    },
  });
  const role = Role.safeParse(workspace.role).data;
  const scope = Scope.safeParse(workspace.dataScope).data;
  return (
    <Form onSubmit={() => save.mutate({ body: { name } })}>
      <Field label={t('account.name')} error={save.error?.of('name')}>
        {(field) => <Input {...field} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Field
        label={t('account.email')}
        hint={
          role && scope
            ? format.labelled(t('account.role'), `${say(roleWords[role].name)} · ${say(scopeWords[scope])}`)
            : undefined
        }
      >
        {(field) => <Input {...field} disabled value={me.user.email} />}
      </Field>
      <Field label={t('account.locale')}>
        {(field) => (
          <Select
            {...field}
            value={locale}
            options={[
              { value: 'zh' as const, label: '中文' },
              { value: 'en' as const, label: 'English' },
            ]}
            onChange={(next: 'zh' | 'en') => {
              void switchLocale(next);
              save.mutate({ body: { locale: next } });
            }}
          />
        )}
      </Field>
      <ErrorNote error={save.error} />
      <Button htmlType="submit" disabled={!name.trim() || name === me.user.name} loading={save.isPending}>
        {t('account.save')}
      </Button>
    </Form>
  );
}

function Password() {
  const t = useWords(words);
  const empty = { currentPassword: '', newPassword: '' };
  const [draft, setDraft] = useState(empty);
  const change = useAction(changePassword, { onDone: () => setDraft(empty) });
  const error = change.error;
  return (
    <section className="hx-settings-part">
      <h2>{t('account.password')}</h2>
      <p>{t('account.passwordHint')}</p>
      <Form onSubmit={() => change.mutate({ body: draft })}>
        <Field label={t('account.current')} error={error?.code === 'wrong_password' ? error.message : null}>
          {(field) => (
            <Input.Password
              {...field}
              autoComplete="current-password"
              value={draft.currentPassword}
              onChange={(event) => setDraft({ ...draft, currentPassword: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={t('account.next')}
          hint={t('account.nextHint')}
          error={error?.code === 'password_unfit' ? error.message : null}
        >
          {(field) => (
            <Input.Password
              {...field}
              autoComplete="new-password"
              value={draft.newPassword}
              onChange={(event) => setDraft({ ...draft, newPassword: event.target.value })}
            />
          )}
        </Field>
        {error && !['wrong_password', 'password_unfit'].includes(error.code) ? <ErrorNote error={error} /> : null}
        {change.isSuccess ? <Note tone="ok">{t('account.changed')}</Note> : null}
        <Button
          htmlType="submit"
          disabled={draft.currentPassword === '' || draft.newPassword === ''}
          loading={change.isPending}
        >
          {t('account.change')}
        </Button>
      </Form>
    </section>
  );
}
