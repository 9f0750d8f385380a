import { useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Answered, ErrorNote } from '../../../console/ui/States.tsx';
import { hoursProblem } from '../../../engine/worktime/index.ts';
import { getCalendarYear, getWorkingHours, type Hours, type HoursAnswer, setWorkingHours } from '../contract.ts';
import { DayHours, type DayName } from './DayHours.tsx';
import { weekHours } from './week.ts';
import { words } from './words.ts';

const DAYS: readonly DayName[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'makeUp',
];

/** When the days of a week are worked. */
export function WorkingHours({ mayChange, saved }: { mayChange: boolean; saved: () => void }) {
  const query = useEndpoint(getWorkingHours, {});
  return (
    <Answered query={query}>
      {(data) => <Editor key={JSON.stringify(data)} now={data} mayChange={mayChange} saved={saved} />}
    </Answered>
  );
}

function Editor({ now, mayChange, saved }: { now: HoursAnswer; mayChange: boolean; saved: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const [hours, setHours] = useState<Hours>(now.hours);
  const save = useAction(setWorkingHours, { changes: [getWorkingHours, getCalendarYear], onDone: saved });
  const changed = JSON.stringify(hours) !== JSON.stringify(now.hours);
  const wrong = DAYS.some((day) => hoursProblem(hours[day]) !== null);
  const { monday } = hours;
  return (
    <section className="hx-cal-hours">
      <h2>{t('hours.title')}</h2>
      <p className="cjk">{t('hours.lead', { zone: now.zone })}</p>
      {DAYS.map((day) => (
        <DayHours
          key={day}
          day={day}
          spans={hours[day]}
          change={mayChange ? (spans) => setHours({ ...hours, [day]: spans }) : undefined}
        />
      ))}
      <p>
        {t('hours.perWeek', { hours: format.number(weekHours(hours)) })}
        {mayChange ? ` · ${t('hours.midnight')}` : ''}
      </p>
      <ErrorNote error={save.error} />
      {mayChange ? (
        <div className="row g8 wrap">
          <Button
            type="primary"
            disabled={!changed || wrong}
            loading={save.isPending}
            onClick={() => save.mutate({ body: hours })}
          >
            {t('hours.save')}
          </Button>
          <Button
            onClick={() => setHours({ ...hours, tuesday: monday, wednesday: monday, thursday: monday, friday: monday })}
          >
            {t('hours.same')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
