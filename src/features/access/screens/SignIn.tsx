import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { call } from '../../../console/api.ts';
import { switchLocale, useSay, useShellWords, useWords } from '../../../console/lib/i18n.ts';
import { asProblem } from '../../../console/lib/problem.ts';
import { useLocale } from '../../../console/lib/settings.ts';
import { useEndpoint } from '../../../console/query.ts';
import { Mark } from '../../../console/shell/WorkspaceSwitcher.tsx';
import { Button } from '../../../console/ui/Button.tsx';
import { Note } from '../../../console/ui/States.tsx';
import { signIn } from '../contract.ts';
import { listSignInWays } from '../contract-ways.ts';
import { ownPath } from './ownPath.ts';
import './SignIn.css';
import { words } from './words.ts';

const WRONG = ['way_over', 'way_unknown', 'way_elsewhere', 'way_off'] as const;

export default function SignIn() {
  const t = useWords(words);
  const shell = useShellWords();
  const locale = useLocale();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [search] = useSearchParams();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<{ email?: boolean; password?: boolean }>({});
  const wrong = WRONG.find((each) => each === search.get('wrong'));
  const [error, setError] = useState(wrong ? t(`signIn.${wrong}`) : '');
  const [busy, setBusy] = useState(false);
  const id = useId();

  useEffect(() => {
    document.title = `${t('signIn.title')} · ${shell('product')}`;
  }, [t, shell]);

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    const gaps = { email: email.trim() === '', password: password === '' };
    setMissing(gaps);
    if (gaps.email || gaps.password) {
      document.getElementById(`${id}-${gaps.email ? 'email' : 'password'}`)?.focus();
      return;
    }
    setBusy(true);
    setError('');
    try {
      await call(signIn, { body: { email: email.trim(), password } });
      client.clear();
      await navigate(ownPath(search.get('return')), { replace: true });
    } catch (thrown) {
      setError(asProblem(thrown).message);
      setBusy(false);
    }
  };

  return (
    <main className="hx-sign-in">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Mark size={40} />
        <h1>{t('signIn.title')}</h1>
        <p className="lead">{t('signIn.lead')}</p>
        <label htmlFor={`${id}-email`}>{t('signIn.email')}</label>
        <Input
          id={`${id}-email`}
          size="large"
          type="email"
          autoComplete="username"
          value={email}
          status={missing.email ? 'error' : undefined}
          aria-describedby={missing.email ? `${id}-no-email` : undefined}
          onChange={(event) => setEmail(event.target.value)}
        />
        {missing.email ? (
          <p id={`${id}-no-email`} className="gap">
            {t('signIn.needEmail')}
          </p>
        ) : null}
        <label htmlFor={`${id}-password`}>{t('signIn.password')}</label>
        <Input
          id={`${id}-password`}
          size="large"
          type="password"
          autoComplete="current-password"
          value={password}
          status={missing.password ? 'error' : undefined}
          aria-describedby={missing.password ? `${id}-no-password` : undefined}
          onChange={(event) => setPassword(event.target.value)}
        />
        {missing.password ? (
          <p id={`${id}-no-password`} className="gap">
            {t('signIn.needPassword')}
          </p>
        ) : null}
        {error ? (
          <div role="alert" className="wrong">
            <Note tone="bad">{error}</Note>
          </div>
        ) : null}
        <Button type="primary" size="large" block htmlType="submit" loading={busy}>
          {t('signIn.submit')}
        </Button>
        <Others />
        <p className="first">{t('signIn.first')}</p>
      </form>
      <footer>
        <button type="button" className="hx-link" onClick={() => void switchLocale(locale === 'zh' ? 'en' : 'zh')}>
          {locale === 'zh' ? 'English' : '中文'}
        </button>
      </footer>
    </main>
  );
}

/** Ways beside the password; none while nobody allowed one. */
function Others() {
  const say = useSay();
  const [search] = useSearchParams();
  const { data } = useEndpoint(listSignInWays, {});
  const back = search.get('return');
  return data?.items.map(({ workspace, way, words: name, company }) => (
    <Button
      key={`${workspace}/${way}`}
      size="large"
      block
      onClick={() =>
        // Away from the console: the company that is asked shows a page of its own.
        window.location.assign(`/api/auth/ways/${workspace}/${way}${back ? `?return=${encodeURIComponent(back)}` : ''}`)
      }
    >
      {company === null ? say(name) : `${say(name)} · ${company}`}
    </Button>
  ));
}
