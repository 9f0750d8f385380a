import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../lib/i18n.ts';
import type { PagesResult } from '../query.ts';
import { Button } from '../ui/Button.tsx';
import { type Choice, Choices } from '../ui/Choices.tsx';
import { ErrorNote, Skeleton } from '../ui/States.tsx';
import { words } from './words.ts';
import './behind.css';

export interface BehindRow {
  readonly key: string;
  /** Where it leads: most often the customer. */
  readonly to: string;
  readonly name: string;
  /** At the right: what she counts as. */
  readonly marks?: ReactNode;
  /** Below, in grey. */
  readonly facts: string;
}

export interface BehindChoice {
  readonly label: string;
  readonly options: readonly Choice<string>[];
  readonly value: string;
  readonly choose: (key: string) => void;
}

/** The rows behind a figure, page by page: narrowed by a group of the figure or by a few choices, each leading to what it is about. */
export function BehindRows<T>({
  pages,
  row,
  choices = [],
  only,
  extra,
}: {
  pages: PagesResult<T>;
  row: (one: T) => BehindRow;
  choices?: readonly BehindChoice[];
  /** The group that was chosen, and how to take that back. */
  only?: { readonly name: string; readonly clear: () => void } | null;
  /** At the right of the choices. */
  extra?: ReactNode;
}) {
  const t = useWords(words);
  const { rows, error, hasMore, more, loadingMore, stale } = pages;
  return (
    <div className="hx-behind">
      {only ? (
        <div className="only" role="status">
          <b>{t('only', { name: only.name })}</b>
          <Button size="small" onClick={only.clear}>
            {t('clear')}
          </Button>
        </div>
      ) : null}
      {choices.length > 0 || extra ? (
        <div className="narrow">
          {choices.map((choice) => (
            <Choices key={choice.label} {...choice} />
          ))}
          {extra ? (
            <>
              <span className="grow" />
              {extra}
            </>
          ) : null}
        </div>
      ) : null}
      <ErrorNote error={error} />
      {rows === undefined && !error ? <Skeleton lines={4} /> : null}
      {rows?.length === 0 ? <p className="t3">{t('none')}</p> : null}
      <ul className={stale ? 'stale' : undefined}>
        {rows?.map((one) => {
          const { key, to, name, marks, facts } = row(one);
          return (
            <li key={key}>
              <Link to={to}>{name}</Link>
              <span className="row g4">{marks}</span>
              <span className="facts">{facts}</span>
            </li>
          );
        })}
      </ul>
      {hasMore ? (
        <Button block loading={loadingMore} onClick={more}>
          {t('more')}
        </Button>
      ) : null}
    </div>
  );
}
