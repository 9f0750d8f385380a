import type { ReactNode } from 'react';
import { IntervalPlot } from '../../../console/charts/IntervalPlot.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { usePhone } from '../../../console/lib/media.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Two } from '../../../console/table/Two.tsx';
import { Verdict } from '../../../console/ui/Verdict.tsx';
import { type IndicatorRow, isFromFiles, type Scorecard } from '../contract.ts';
import { intervalOf, isProven, isRegistered, levelEnds, tableRows, unitFormat } from './row.ts';
import { words as figureWords } from './figure/words.ts';
import { words } from './words.ts';
import './figure/figure.css';

/** Opens what lies behind a figure. */
type Open = (row: IndicatorRow) => void;

/** Target, control, treated, difference with its interval, verdict: a line for each figure the scorecard has. */
export function ScorecardTable({ card, open }: { card: Scorecard; open?: Open | undefined }) {
  const phone = usePhone();
  const rows = tableRows(card).map((row) => ({ row, key: row.key }));
  return (
    <section className="hx-score">
      {phone ? (
        <ul className="lines">
          {rows.map(({ row, key }) => (
            <li key={key} className={isRegistered(row, card) ? 'registered' : undefined}>
              <PhoneLine row={row} card={card} open={open} />
            </li>
          ))}
        </ul>
      ) : (
        <table>
          <Head card={card} />
          <tbody>
            {rows.map(({ row, key }) => (
              <Line key={key} row={row} card={card} open={open} />
            ))}
          </tbody>
        </table>
      )}
      <Missing card={card} />
    </section>
  );
}

function Head({ card }: { card: Scorecard }) {
  const t = useWords(words);
  return (
    <>
      <colgroup>
        <col style={{ width: '18%' }} />
        <col style={{ width: '8%' }} />
        <col style={{ width: '11%' }} />
        <col style={{ width: '11%' }} />
        <col />
        <col style={{ width: '13%' }} />
        <col style={{ width: '10%' }} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{t('table.indicator')}</th>
          <th scope="col">{t('table.target')}</th>
          <th scope="col">
            <i className="control" />
            {t('table.control')}
          </th>
          <th scope="col">
            <i />
            {t('table.actual')}
          </th>
          <th scope="col" className="plot">
            {t('table.plot')}
            <span>{t('table.plotNote', { mode: t(`mode.interval_${card.mode}`) })}</span>
          </th>
          <th scope="col">{t('table.diff')}</th>
          <th scope="col">{t('table.verdict')}</th>
        </tr>
      </thead>
    </>
  );
}

interface Told {
  readonly name: string;
  readonly note: string;
  readonly target: string;
  readonly control: string;
  readonly actual: string;
  readonly n: { readonly t: string; readonly c: string };
  readonly diff: string;
  readonly ends: string;
  readonly plot: ReactNode;
  /** In place of a difference. */
  readonly level: string;
}

/** One row as words, the same for the table and for a phone. */
function useTold(row: IndicatorRow, card: Scorecard, height: number): Told {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const unit = unitFormat(row.unit, format, { times: t('roi.times'), months: t('roi.months') });
  const { ends, mode } = intervalOf(row, card.mode);
  /** In place of a difference: the interval of the level, and why there is nothing to compare it with. */
  const levelText = (): string => {
    if (!row.note && !row.actual_ci) return t('table.noInterval');
    const level = row.actual === null ? '' : levelEnds(row, unit.level, (value) => t('table.atLeast', { value }));
    const parts = [level ? t('table.levelEnds', { ends: level }) : '', row.note ? say(row.note.words) : ''];
    return parts.filter(Boolean).join(t('table.join'));
  };
  const working = card.indicators
    .flatMap((one) => one.rows)
    .find((one) => row.key.startsWith('cycle_p') && one.key === row.key.replace('cycle_', 'cycle_work_'))?.actual;
  const notes = [
    isRegistered(row, card) ? t(isFromFiles(card) ? 'table.main' : 'table.registered', { days: card.window.days }) : '',
    row.key === 'revenue' ? t(`table.${card.revenue.headline.method}`) : '',
    row.key === 'revenue' && card.revenue.headline.method !== 'raw' && card.revenue.raw.diff !== null
      ? `${t('money.raw')} ${unit.change(card.revenue.raw.diff)}`
      : '',
    mode !== card.mode && ends ? t('table.oneLook') : '',
    working == null ? '' : t('table.working', { value: unit.level(working) }),
    row.diff !== null && row.note ? say(row.note.words) : '',
  ];
  const name = say(row.name);
  return {
    name,
    note: notes.filter(Boolean).join(' · '),
    target: row.target === null ? '—' : unit.change(row.target),
    control: unit.level(row.control),
    actual: unit.level(row.actual),
    n: {
      t: t('table.buyers', { n: format.number(row.n.t) }),
      c: row.n.c === 0 && row.note ? '' : t('table.buyers', { n: format.number(row.n.c) }),
    },
    diff: unit.change(row.diff),
    ends: unit.ends(ends),
    level: levelText(),
    plot:
      row.diff === null || ends === null ? (
        <span className="f12 t3 cjk level">{levelText()}</span>
      ) : (
        <IntervalPlot
          label={name}
          format={unit.change}
          value={row.diff}
          low={ends[0]}
          high={ends[1]}
          target={row.target}
          proven={isProven(row.verdict)}
          height={height}
          zeroAt={0.4}
        />
      ),
  };
}

interface LineProps {
  readonly row: IndicatorRow;
  readonly card: Scorecard;
  readonly open: Open | undefined;
}

/** The name of a figure leads to where it comes from. */
function Name({ row, name, open }: { row: IndicatorRow; name: string; open: Open | undefined }) {
  const t = useWords(figureWords);
  if (!open) return <span className="fw5">{name}</span>;
  return (
    <button type="button" className="hx-score-open" title={t('open')} onClick={() => open(row)}>
      {name}
    </button>
  );
}

function Line({ row, card, open }: LineProps) {
  const registered = isRegistered(row, card);
  const told = useTold(row, card, registered ? 57 : 53);
  return (
    <tr className={registered ? 'registered' : undefined}>
      <th scope="row">
        <Two
          value={<Name row={row} name={told.name} open={open} />}
          under={told.note ? <span title={told.note}>{told.note}</span> : null}
        />
      </th>
      <td className="t2">{told.target}</td>
      <td>
        <Two value={<span className="t2">{told.control}</span>} under={told.n.c} />
      </td>
      <td>
        <Two value={told.actual} under={told.n.t} strong />
      </td>
      <td className="plot">{told.plot}</td>
      <td>
        <Two value={told.diff} under={told.ends} strong />
      </td>
      <td>{row.verdict ? <Verdict kind={row.verdict} plain /> : null}</td>
    </tr>
  );
}

function PhoneLine({ row, card, open }: LineProps) {
  const t = useWords(words);
  const told = useTold(row, card, 44);
  if (row.diff === null && row.note)
    return (
      <>
        <div className="row g8">
          <b className="el">
            <Name row={row} name={told.name} open={open} />
          </b>
          <span className="grow" />
          {row.verdict ? <Verdict kind={row.verdict} plain /> : null}
        </div>
        {told.note ? <div className="small">{told.note}</div> : null}
        <div className="row g8 baseline">
          <b className="change">{told.actual}</b>
          <span className="t3">{told.n.t}</span>
        </div>
        <div className="small">{told.level}</div>
      </>
    );
  return (
    <>
      <div className="row g8 baseline">
        <b className="grow">
          <Name row={row} name={told.name} open={open} />
        </b>
        <span className="nw">{row.verdict ? <Verdict kind={row.verdict} plain /> : null}</span>
      </div>
      {told.note ? <div className="small">{told.note}</div> : null}
      <div className="row g8 baseline">
        <b className="change">{told.diff}</b>
        <span className="t3">{told.ends}</span>
        <span className="grow" />
        {row.target === null ? null : (
          <span className="t3">
            {t('table.target')} {told.target}
          </span>
        )}
      </div>
      <div className="plot">{told.plot}</div>
      <div className="row between small">
        <span>
          {t('table.control')} <span className="t2">{told.control}</span> <span className="nw">{told.n.c}</span>
        </span>
        <span>
          {t('table.actual')} <b>{told.actual}</b> <span className="nw">{told.n.t}</span>
        </span>
      </div>
    </>
  );
}

/** Indicators without figures: a quiet line each, with the reason. */
function Missing({ card }: { card: Scorecard }) {
  const t = useWords(words);
  const say = useSay();
  const bands = card.indicators.find((one) => one.key === 'silent_reactivation' && one.rows.length > 0);
  const quiet = card.indicators.filter((one) => one.missing !== null);
  if (quiet.length === 0 && !bands) return null;
  return (
    <ul className="quiet">
      {bands ? (
        <li>
          <span className="t2">{say(bands.name)}</span>
          <span>{t('table.bands', { count: bands.rows.length })}</span>
        </li>
      ) : null}
      {quiet.map((one) => (
        <li key={one.key}>
          <span className="t2">{say(one.name)}</span>
          <span>{one.missing ? say(one.missing.words) : null}</span>
        </li>
      ))}
    </ul>
  );
}
