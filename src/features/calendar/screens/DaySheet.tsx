import { Input, Radio } from 'antd';
import { useState } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useAction } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Facts } from '../../../console/ui/Card.tsx';
import { Field, Form } from '../../../console/ui/Field.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote, Note } from '../../../console/ui/States.tsx';
import { type CalendarDay, getCalendarYear, setCalendarDay, unsetCalendarDay } from '../contract.ts';
import { words } from './words.ts';

interface DaySheetProps {
  readonly day: CalendarDay;
  readonly mayChange: boolean;
  readonly close: () => void;
  readonly saved: () => void;
}

/** One day: what it is and who says so, and the other thing it can be made. */
export default function DaySheet({ day, mayChange, close, saved }: DaySheetProps) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const isOwn = day.source === 'own';
  const worked = day.kind === 'working' || day.kind === 'makeUp';
  // Who opens a day wants it the other way round; one set by hand is opened to be looked over.
  const [working, setWorking] = useState(isOwn ? worked : !worked);
  const [name, setName] = useState(isOwn && day.name ? say(day.name) : '');
  const options = {
    changes: [getCalendarYear],
    onDone: () => {
      saved();
      close();
    },
  };
  const set = useAction(setCalendarDay, options);
  const unset = useAction(unsetCalendarDay, options);
  const params = { date: day.date };
  const title = format.day(day.date);
  const submit = () => set.mutate({ params, body: { working, name: name.trim() } });
  const same = isOwn && working === worked && name.trim() === (day.name ? say(day.name) : '');
  return (
    <Sheet
      open
      title={title}
      close={close}
      primary={
        mayChange
          ? {
              label: t(working ? 'day.saveWorking' : 'day.saveHoliday', { day: title }),
              onClick: submit,
              disabled: same,
              loading: set.isPending,
            }
          : undefined
      }
    >
      <Form onSubmit={submit}>
        <Facts
          rows={[
            [t('day.now'), `${t(`kind.${day.kind}`)}${day.name ? ` · ${say(day.name)}` : ''}`],
            [t('day.from'), t(`source.${day.source ?? 'plain'}`)],
          ]}
        />
        {mayChange ? (
          <>
            <Field label={t('day.set')} hint={t('day.deadlines')}>
              {(field) => (
                <Radio.Group
                  {...field}
                  value={working}
                  options={[
                    { value: false, label: t('day.holiday') },
                    { value: true, label: t('day.working') },
                  ]}
                  onChange={(event) => setWorking(event.target.value as boolean)}
                />
              )}
            </Field>
            <Field label={t('day.name')} optional={t('day.optional')} hint={t('day.nameHint')}>
              {(field) => (
                <Input {...field} maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
              )}
            </Field>
            {isOwn ? (
              <Button loading={unset.isPending} onClick={() => unset.mutate({ params })}>
                {t('day.unset')}
              </Button>
            ) : null}
            <ErrorNote error={set.error ?? unset.error} />
          </>
        ) : (
          <Note icon="lock">{t('day.readOnly')}</Note>
        )}
        <button type="submit" hidden disabled={!mayChange || same} />
      </Form>
    </Sheet>
  );
}
