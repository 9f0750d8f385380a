import { type KeyboardEvent, useRef, useState } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { addDays } from '../../../engine/condition/dates.ts';
import type { CalendarDay, CalendarYear } from '../contract.ts';
import { words } from './words.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Twelve small months. One tab stop; the arrows walk through the days, Enter opens one. */
export function YearGrid({ year, open }: { year: CalendarYear; open: (day: CalendarDay) => void }) {
  const place = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<string | null>(null);
  const first = year.days[0]?.date ?? '';
  const inYear = (date: string | null) => date !== null && date.startsWith(`${year.year}-`);
  const current = inYear(at) ? at : inYear(year.today) ? year.today : first;
  const walk = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined || current === null) return;
    event.preventDefault();
    const next = addDays(current, step);
    if (!inYear(next)) return;
    setAt(next);
    place.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus();
  };
  const months = Array.from({ length: 12 }, (_, month) =>
    year.days.filter((day) => Number(day.date.slice(5, 7)) === month + 1),
  );
  return (
    // The days are the controls; the arrows only move the focus among them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="hx-cal-year" ref={place} onKeyDown={walk}>
      {months.map((days, month) => (
        <Month
          key={days[0]?.date ?? month}
          month={month + 1}
          days={days}
          today={year.today}
          current={current}
          open={(day) => {
            setAt(day.date);
            open(day);
          }}
        />
      ))}
    </div>
  );
}

interface MonthProps {
  readonly month: number;
  readonly days: readonly CalendarDay[];
  readonly today: string;
  readonly current: string | null;
  readonly open: (day: CalendarDay) => void;
}

function Month({ month, days, today, current, open }: MonthProps) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const title = t('months').split('|')[month - 1] ?? '';
  const before = weekday(days[0]?.date ?? '');
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <div className="days">
        {[...t('weekdays')].map((letter, at) => (
          <span key={`${letter}${at}`} className="weekday" aria-hidden="true">
            {letter}
          </span>
        ))}
        {days.map((day, at) => {
          const named = day.name ? ` ${say(day.name)}` : '';
          const mark = markOf(day);
          return (
            <button
              key={day.date}
              type="button"
              data-day={day.date}
              className={`day ${day.kind}${day.source === 'own' ? ' own' : ''}${day.source === 'guess' ? ' guess' : ''}${day.date === today ? ' today' : ''}`}
              style={at === 0 ? { gridColumnStart: before + 1 } : undefined}
              tabIndex={day.date === current ? 0 : -1}
              title={`${format.day(day.date)} ${t(`kind.${day.kind}`)}${named}`}
              aria-label={`${format.day(day.date)} ${t(`kind.${day.kind}`)}${named}${day.source === 'own' ? ` · ${t('source.own')}` : ''}`}
              aria-current={day.date === today ? 'date' : undefined}
              onClick={() => open(day)}
            >
              {Number(day.date.slice(8))}
              {mark ? <span className="mark">{t(`mark.${mark}`)}</span> : null}
            </button>
          );
        })}
      </div>
    </section>
  );
}

/** What the marks mean, in words; only those that are there. */
export function Legend({ days }: { days: readonly CalendarDay[] }) {
  const t = useWords(words);
  const has = (source: CalendarDay['source']) => days.some((day) => day.source === source);
  return (
    <ul className="hx-cal-legend" aria-label={t('legend')}>
      {(['working', 'rest', 'holiday', 'makeUp'] as const).map((kind) => (
        <li key={kind}>
          <span className={`day ${kind}`} aria-hidden="true">
            {kind === 'holiday' || kind === 'makeUp' ? t(`mark.${kind}`) : '8'}
          </span>
          {t(`kind.${kind}`)}
        </li>
      ))}
      {has('own') ? (
        <li>
          <span className="day own" aria-hidden="true" />
          {t('own')}
        </li>
      ) : null}
      {has('guess') ? (
        <li>
          <span className="day guess" aria-hidden="true" />
          {t('guessed')}
        </li>
      ) : null}
    </ul>
  );
}

function markOf({ kind }: CalendarDay): 'holiday' | 'makeUp' | null {
  return kind === 'holiday' || kind === 'makeUp' ? kind : null;
}

/** Monday is 0. */
function weekday(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}
