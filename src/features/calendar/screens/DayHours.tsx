import { Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { type ClockSpan, hoursProblem } from '../../../engine/worktime/index.ts';
import type { Hours } from '../contract.ts';
import { nextSpan, readClock } from './week.ts';
import { words } from './words.ts';

export type DayName = keyof Hours;

interface ClockProps {
  readonly value: string;
  readonly label: string;
  readonly wrong: boolean;
  readonly put: (time: string) => void;
}

/** A time of day as text: a browser's own field has AM and PM where the system has them, and no 24:00. */
function Clock({ value, label, wrong, put }: ClockProps) {
  const t = useWords(words);
  const [text, setText] = useState<string | null>(null);
  const isTime = text === null || readClock(text) !== null;
  return (
    <Input
      inputMode="numeric"
      maxLength={5}
      aria-label={label}
      aria-invalid={wrong || !isTime}
      title={isTime ? undefined : t('hours.clock')}
      status={wrong || !isTime ? 'error' : ''}
      value={text ?? value}
      onChange={(event) => {
        const typed = event.target.value;
        setText(typed);
        // While she types 9:3 the old time stays; what is whole counts at once.
        const time = /^\d{2}:\d{2}$/.test(typed) ? readClock(typed) : null;
        if (time) put(time);
      }}
      onBlur={() => {
        const time = text === null ? null : readClock(text);
        if (time) put(time);
        setText(null);
      }}
    />
  );
}

interface DayHoursProps {
  readonly day: DayName;
  readonly spans: readonly ClockSpan[];
  /** Without it the hours are only shown. */
  readonly change?: ((spans: ClockSpan[]) => void) | undefined;
}

/** One row: the spans of a weekday, one more, one less. */
export function DayHours({ day, spans, change }: DayHoursProps) {
  const t = useWords(words);
  const name = t(`hours.days.${day}`);
  const problem = hoursProblem(spans);
  const put = (at: number, part: Partial<ClockSpan>) =>
    change?.(spans.map((span, each) => (each === at ? { ...span, ...part } : span)));
  return (
    <div className="hours">
      <span className="name">
        {name}
        {day === 'makeUp' ? <small>{t('hours.makeUpHint')}</small> : null}
      </span>
      <div className="spans">
        {spans.length === 0 ? <span className="free">{t('hours.free')}</span> : null}
        {spans.map((span, at) =>
          change ? (
            // A span has no name but its place.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={at} className="span">
              <Clock
                label={t('hours.from', { day: name, n: at + 1 })}
                value={span.from}
                wrong={problem?.at === at}
                put={(from) => put(at, { from })}
              />
              –
              <Clock
                label={t('hours.to', { day: name, n: at + 1 })}
                value={span.to}
                wrong={problem?.at === at}
                put={(to) => put(at, { to })}
              />
              <Button
                type="text"
                icon="close"
                label={`${t('hours.remove')} (${name} ${at + 1})`}
                onClick={() => change(spans.filter((_, each) => each !== at))}
              />
            </span>
          ) : (
            // oxlint-disable-next-line react/no-array-index-key
            <span key={at}>{`${span.from}–${span.to}`}</span>
          ),
        )}
        {change && spans.length < 6 ? (
          <Button
            type="text"
            icon="plus"
            label={`${t('hours.add')} (${name})`}
            onClick={() => change([...spans, nextSpan(spans)])}
          />
        ) : null}
        {problem ? <span className="bad f12">{t(`hours.${problem.why}`)}</span> : null}
      </div>
    </div>
  );
}
