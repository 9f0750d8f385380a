import { type ReactNode, useEffect, useState } from 'react';
import { useShellWords } from '../lib/i18n.ts';
import { asProblem } from '../lib/problem.ts';
import { Button } from './Button.tsx';
import { Icon, type IconName } from './Icon.tsx';
import './States.css';

export interface EmptyProps {
  readonly icon?: IconName;
  /** One line: what will be here. */
  readonly title: ReactNode;
  /** One line: how to get it. */
  readonly hint?: ReactNode;
  /** One button. */
  readonly action?: ReactNode;
  /** Pale example rows above the words, marked 示例 by the caller. */
  readonly example?: ReactNode;
}

/** Nothing here yet: says the next step. */
export function EmptyState({ icon, title, hint, action, example }: EmptyProps) {
  return (
    <div className="hx-state">
      {example ? <div className="example">{example}</div> : null}
      {icon ? (
        <span className="mark">
          <Icon name={icon} size={20} />
        </span>
      ) : null}
      <p className="title">{title}</p>
      {hint ? <p className="hint">{hint}</p> : null}
      {action ? <div className="act">{action}</div> : null}
    </div>
  );
}

/** What failed, what to do, and one button to try again. Takes anything thrown. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useShellWords();
  const problem = asProblem(error);
  const known: Record<number, [string, string]> = {
    403: [t('state.forbidden'), t('state.forbiddenHint')],
    404: [t('state.notFound'), t('state.notFoundHint')],
  };
  const isElsewhere = problem.status in known;
  const [title, hint] = known[problem.status] ?? [
    problem.title,
    problem.message === problem.title ? '' : problem.message,
  ];
  return (
    <div className="hx-state" role="alert">
      <span className={isElsewhere ? 'mark' : 'mark bad'}>
        <Icon name={problem.status === 404 ? 'search' : problem.status === 403 ? 'lock' : 'warning'} size={20} />
      </span>
      <p className="title">{title}</p>
      {hint ? <p className="hint">{hint}</p> : null}
      {isElsewhere ? (
        <div className="act">
          <Button to="/">{t('state.home')}</Button>
        </div>
      ) : retry ? (
        <div className="act">
          <Button icon="refresh" onClick={retry}>
            {t('state.retry')}
          </Button>
        </div>
      ) : null}
      {problem.passing && problem.code !== 'unreachable' ? (
        <p className="code">
          {t('state.code')} {problem.code}
        </p>
      ) : null}
    </div>
  );
}

/** An error beside what it concerns (a form, a card): one line, with what to do. */
export function ErrorNote({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useShellWords();
  if (!error) return null;
  return (
    <div className="hx-note bad" role="alert">
      <Icon name="warning" size={14} />
      <span className="grow">{asProblem(error).message}</span>
      {retry ? (
        <button type="button" className="hx-link" onClick={retry}>
          {t('state.retry')}
        </button>
      ) : null}
    </div>
  );
}

/** A remark beside what it concerns: a cause, a limit, a warning. Never a banner of colour. */
export function Note({
  tone = 'info',
  icon,
  children,
}: {
  tone?: 'info' | 'warn' | 'bad' | 'ok';
  icon?: IconName;
  children: ReactNode;
}) {
  const drawn: IconName = icon ?? (tone === 'info' ? 'info' : tone === 'ok' ? 'check' : 'warning');
  return (
    <div className={`hx-note ${tone}`}>
      <Icon name={drawn} size={14} />
      <span className="grow">{children}</span>
    </div>
  );
}

/** True after `ms` of waiting: nothing flashes when an answer is quick. */
export function useLate(waiting: boolean, ms = 150): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setLate(true), ms);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [waiting, ms]);
  return waiting && late;
}

/** A grey bar in the place of a text. Width in px or %. */
export function Bone({
  width = '100%',
  height = 12,
  radius = 4,
}: {
  width?: number | string;
  height?: number;
  radius?: number;
}) {
  return <span className="hx-bone" style={{ width, height, borderRadius: radius }} aria-hidden="true" />;
}

/** Skeleton of the true shape, shown after 150 ms. `lines` rows of text, or children of your own made of `Bone`. */
export function Skeleton({ lines = 3, children }: { lines?: number; children?: ReactNode }) {
  const t = useShellWords();
  const late = useLate(true);
  if (!late) return <div className="hx-skeleton" aria-busy="true" />;
  return (
    <div className="hx-skeleton" aria-busy="true" aria-label={t('state.loading')}>
      {children ??
        Array.from({ length: lines }, (_, at) => <Bone key={at} width={`${[92, 78, 64, 84, 58][at % 5]}%`} />)}
    </div>
  );
}

/** A page that has not answered yet: a sentence, a row of figures, a card. */
export function PageSkeleton() {
  return (
    <Skeleton>
      <Bone width="46%" height={24} />
      <Bone width="70%" />
      <Bone height={96} radius={12} />
      <Bone height={220} radius={12} />
    </Skeleton>
  );
}

/** Old figures, dimmed while new ones are computed. */
export function Dimmed({ when, children }: { when: boolean; children: ReactNode }) {
  const late = useLate(when);
  return (
    <div className={`hx-dimmed${late ? ' on' : ''}`} aria-busy={when}>
      {children}
    </div>
  );
}

/** What an answer needs around it: skeleton, error, or the answer. `{(data) => ...}`. */
export function Answered<T>({
  query,
  skeleton,
  children,
}: {
  query: {
    readonly data: T | undefined;
    readonly error: unknown;
    readonly isPlaceholderData?: boolean;
    readonly refetch: () => unknown;
  };
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return <Dimmed when={query.isPlaceholderData ?? false}>{children(query.data)}</Dimmed>;
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  return skeleton ?? <PageSkeleton />;
}
