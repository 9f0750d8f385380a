import { useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { Two } from '../../../../console/table/Two.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { Card } from '../../../../console/ui/Card.tsx';
import { ErrorNote, Skeleton } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { type Beside, besideOf, type IndicatorRow, type Scorecard } from '../../contract.ts';
import { intervalOf, levelEnds, unitFormat } from '../row.ts';
import { words as outcomeWords } from '../words.ts';
import { useRecomputed } from './useRecomputed.ts';
import { words } from './words.ts';
import './recomputed.css';

/** So many at first. */
const SHOWN = 8;

/** Beside what was registered, never in its place: what today's definition would make of it, and who changed what. */
export function RecomputedCard({ card, asOf }: { card: Scorecard; asOf: string | undefined }) {
  const t = useWords(words);
  const say = useSay();
  const [all, setAll] = useState(false);
  const { recomputed, error, computing, compute } = useRecomputed(card, asOf);
  if (!recomputed) return null;
  const { figures, changes, missing, caveat } = recomputed;
  // Bands of silence are strata too, and stand there once.
  const strata = new Set(card.strata.map(({ key }) => key));
  const rows = besideOf({ ...card, recomputed }).filter(({ number, key }) => number !== 7 || !strata.has(key));
  return (
    <div id="recomputed" className="hx-recomputed">
      <Card
        title={t('title')}
        caption={
          <Tag tone="warn" icon="warning">
            {t('mark')}
          </Tag>
        }
      >
        <p className="caveat">{say(caveat)}</p>
        <div>
          <h3>{t('changed')}</h3>
          <ul className="changes">
            {changes.map(({ field, words: told }) => (
              <li key={field}>{say(told)}</li>
            ))}
          </ul>
        </div>
        {figures === null && computing ? (
          <Skeleton lines={4} />
        ) : figures === null ? (
          <div className="row g8">
            <span className="t3">{missing ? say(missing.words) : null}</span>
            <Button size="small" onClick={compute}>
              {t('compute')}
            </Button>
          </div>
        ) : rows.length === 0 ? (
          <p className="t3">{t('same')}</p>
        ) : (
          <Table card={card} figures={figures} rows={all ? rows : rows.slice(0, SHOWN)} />
        )}
        <ErrorNote error={error} />
        {rows.length > SHOWN ? (
          <div className="foot">
            <Button size="small" onClick={() => setAll(!all)}>
              {all ? t('fewer') : t('all', { n: rows.length })}
            </Button>
          </div>
        ) : null}
      </Card>
    </div>
  );
}

type Figures = NonNullable<NonNullable<Scorecard['recomputed']>['figures']>;

function Table({ card, figures, rows }: { card: Scorecard; figures: Figures; rows: readonly Beside[] }) {
  const t = useWords(words);
  const say = useSay();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('indicator')}</th>
          <th scope="col">
            <b>{t('registered')}</b>
            {t('registeredNote', { version: card.definition_version })}
          </th>
          <th scope="col">
            <b>{t('today')}</b>
            {t('todayNote', { version: figures.definition_version })}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={`${one.number}:${one.key}`}>
            <th scope="row">
              <Two value={say(one.recomputed.name)} under={say(one.indicator)} />
            </th>
            <td data-name={t('registered')}>
              {one.registered ? (
                <Told row={one.registered} mode={card.mode} strong />
              ) : (
                <span className="t3">{t('none')}</span>
              )}
            </td>
            <td data-name={t('today')}>
              <Told row={one.recomputed} mode={figures.mode} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The difference, or the level where there is none, with its interval and n. */
function Told({ row, mode, strong = false }: { row: IndicatorRow; mode: Scorecard['mode']; strong?: boolean }) {
  const t = useWords(words);
  const o = useWords(outcomeWords);
  const format = useFormat();
  const unit = unitFormat(row.unit, format, { times: o('roi.times'), months: o('roi.months') });
  const { ends } = intervalOf(row, mode);
  const n = { t: format.number(row.n.t), c: format.number(row.n.c) };
  const unfit = strong ? null : row.verdict;
  const parts = [
    row.diff === null ? levelEnds(row, unit.level, (value) => o('table.atLeast', { value })) : unit.ends(ends),
    t(row.n.c > 0 ? 'n' : 'nAlone', n),
    unfit === 'too_little_data' || unfit === 'invalid' ? t(unfit) : '',
  ];
  return (
    <Two
      strong={strong}
      value={row.diff === null ? unit.level(row.actual) : unit.change(row.diff)}
      under={
        <span className="ends">
          {parts.filter(Boolean).map((part, at) => (
            <span key={part}>
              {at > 0 ? <i>{'\u00a0· '}</i> : null}
              {part}
            </span>
          ))}
        </span>
      }
    />
  );
}

/** The same of one figure, where its definition is open. */
export function RecomputedOf({ row, card, asOf }: { row: IndicatorRow; card: Scorecard; asOf: string | undefined }) {
  const t = useWords(words);
  const say = useSay();
  const { recomputed, computing, compute } = useRecomputed(card, asOf);
  if (!recomputed) return null;
  const { figures, changes } = recomputed;
  const found = besideOf({ ...card, recomputed }).filter(({ key }) => key === row.key);
  const [first] = found;
  return (
    <div className="hx-recomputed">
      {figures === null && computing ? (
        <Skeleton lines={2} />
      ) : figures === null ? (
        <Button size="small" onClick={compute}>
          {t('compute')}
        </Button>
      ) : first ? (
        <Table card={card} figures={figures} rows={[first]} />
      ) : (
        <p className="t3">{t('same')}</p>
      )}
      <ul className="changes">
        {changes.map(({ field, words: told }) => (
          <li key={field}>{say(told)}</li>
        ))}
      </ul>
    </div>
  );
}
