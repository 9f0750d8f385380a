import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useShellWords, useWords } from '../../../console/lib/i18n.ts';
import { meKey } from '../../../console/me.ts';
import { useAction } from '../../../console/query.ts';
import { useSignOut } from '../../../console/shell/person.tsx';
import { Mark } from '../../../console/shell/WorkspaceSwitcher.tsx';
import { Button } from '../../../console/ui/Button.tsx';
import { Field } from '../../../console/ui/Field.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { changePassword, PASSWORD_LENGTH } from '../contract.ts';
import { ownPath } from './ownPath.ts';
import './SignIn.css';
import { words } from './words.ts';

/** After signing in with a password an administrator made: nothing else is possible before it is replaced. */
export default function SetPassword() {
  const t = useWords(words);
  const shell = useShellWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const signOut = useSignOut();
  const [search] = useSearchParams();
  const [draft, setDraft] = useState({ currentPassword: '', newPassword: '' });
  const change = useAction(changePassword, {
    onDone: () => {
      void client
        .resetQueries({ queryKey: meKey })
        .then(() => navigate(ownPath(search.get('return')), { replace: true }));
    },
  });
  const { error } = change;
  useEffect(() => {
    document.title = `${t('password.title')} · ${shell('product')}`;
  }, [t, shell]);
  const at = (code: string) => (error?.code === code ? error.message : undefined);
  return (
    <main className="hx-sign-in">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ body: draft });
        }}
      >
        <Mark size={40} />
        <h1>{t('password.title')}</h1>
        <p className="lead">{t('password.lead')}</p>
        <Field label={t('password.current')} error={at('wrong_password')}>
          {(field) => (
            <Input.Password
              {...field}
              size="large"
              autoComplete="current-password"
              value={draft.currentPassword}
              onChange={(event) => setDraft({ ...draft, currentPassword: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={t('password.next')}
          hint={t('password.nextHint', { least: PASSWORD_LENGTH.least })}
          error={at('password_unfit')}
        >
          {(field) => (
            <Input.Password
              {...field}
              size="large"
              autoComplete="new-password"
              value={draft.newPassword}
              onChange={(event) => setDraft({ ...draft, newPassword: event.target.value })}
            />
          )}
        </Field>
        {error && !at('wrong_password') && !at('password_unfit') ? (
          <div className="wrong">
            <ErrorNote error={error} />
          </div>
        ) : null}
        <Button
          type="primary"
          size="large"
          block
          htmlType="submit"
          loading={change.isPending}
          disabled={draft.currentPassword === '' || draft.newPassword === ''}
        >
          {t('password.submit')}
        </Button>
      </form>
      <footer>
        <button type="button" className="hx-link" onClick={() => void signOut()}>
          {t('password.later')}
        </button>
      </footer>
    </main>
  );
}
