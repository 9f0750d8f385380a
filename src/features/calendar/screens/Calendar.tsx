import { Segmented } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useAddress } from '../../../console/lib/useAddress.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { SettingsPage } from '../../../console/shell/SettingsPage.tsx';
import { Button } from '../../../console/ui/Button.tsx';
import { Answered, Note } from '../../../console/ui/States.tsx';
import { type CalendarDay, FIRST_YEAR, getCalendarYear, LAST_YEAR, removeCalendarYear } from '../contract.ts';
import './calendar.css';
import { WorkingHours } from './WorkingHours.tsx';
import { words } from './words.ts';
import { Legend, YearGrid } from './YearGrid.tsx';

const DaySheet = lazy(() => import('./DaySheet.tsx'));
const ImportSheet = lazy(() => import('./ImportSheet.tsx'));

/** 设置 › 工作日历: a year at a glance, and the hours of a week. */
export default function Calendar() {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const format = useFormat();
  const [address, setAddress] = useAddress();
  const thisYear = Number(format.isoDay(Date.now()).slice(0, 4));
  const asked = Number(address.get('year'));
  const year = Number.isInteger(asked) && asked >= FIRST_YEAR && asked <= LAST_YEAR ? asked : thisYear;
  const query = useEndpoint(getCalendarYear, { params: { year } });
  const [open, setOpen] = useState<CalendarDay | 'import' | null>(null);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const saved = () => setSavedAt(Date.now());
  const remove = useAction(removeCalendarYear, { changes: [getCalendarYear], onDone: saved });
  const mayChange = can('calendar:write');
  const close = () => setOpen(null);
  const part = address.get('part') === 'hours' ? 'hours' : 'year';
  const go = (to: number) => setAddress(to === thisYear ? {} : { year: String(to) }, { replace: true });
  const parts = (
    <Segmented
      aria-label={t('part.label')}
      value={part}
      options={[
        { value: 'year' as const, label: t('part.year') },
        { value: 'hours' as const, label: t('part.hours') },
      ]}
      onChange={(to) => setAddress(to === 'hours' ? { part: to } : {}, { replace: true })}
    />
  );
  const actions = mayChange
    ? [
        {
          key: 'import',
          label: t('importYear'),
          icon: 'upload' as const,
          onClick: () => setOpen('import'),
        },
        ...(query.data?.table === 'imported' && query.data.year === year
          ? [
              {
                key: 'remove',
                label: t('removeYear', { year }),
                icon: 'trash' as const,
                onClick: () => remove.mutate({ params: { year } }),
              },
            ]
          : []),
      ]
    : [];
  const note = savedAt ? t('saved', { time: format.time(savedAt) }) : undefined;
  if (part === 'hours')
    return (
      <SettingsPage note={note}>
        <div className="hx-cal-head">{parts}</div>
        <WorkingHours mayChange={mayChange} saved={saved} />
      </SettingsPage>
    );
  return (
    <SettingsPage actions={actions} note={note}>
      <div className="hx-cal-head">
        {parts}
        <Button icon="left" label={t('previous')} disabled={year <= FIRST_YEAR} onClick={() => go(year - 1)} />
        <h2>{year}</h2>
        <Button icon="right" label={t('next')} disabled={year >= LAST_YEAR} onClick={() => go(year + 1)} />
        {year === thisYear ? null : <Button onClick={() => go(thisYear)}>{t('thisYear')}</Button>}
      </div>
      <Answered query={query}>
        {(data) => (
          <>
            <p className="hx-cal-lead cjk">
              <b>{t('lead', { year: data.year, count: data.workingDays })}</b>
              {t(`table.${data.table}`)}
              {mayChange ? t('change') : ''}
            </p>
            {data.warnings.map((warning) => (
              <Note key={warning.code} tone="warn">
                {say(warning.words)}
              </Note>
            ))}
            <Legend days={data.days} />
            <YearGrid year={data} open={setOpen} />
          </>
        )}
      </Answered>
      <Suspense fallback={null}>
        {open === 'import' ? <ImportSheet close={close} done={go} /> : null}
        {open && open !== 'import' ? (
          <DaySheet key={open.date} day={open} mayChange={mayChange} close={close} saved={saved} />
        ) : null}
      </Suspense>
    </SettingsPage>
  );
}
