import { useEffect } from 'react';
import { Link, useNavigate } from 'react-router';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { phoneText } from '../../../../console/lib/phone.ts';
import { usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Menu } from '../../../../console/ui/Menu.tsx';
import { Answered, ErrorNote } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { getTask, type TaskDetail } from '../../contract.ts';
import { useFormatAt } from '../../../../console/lib/clock.ts';
import { Due } from '../queue/QueueItem.tsx';
import { OTHER } from '../record/Foot.tsx';
import { Record } from '../record/Record.tsx';
import { SavedNote } from '../record/SavedNote.tsx';
import { clock } from '../work/CallButton.tsx';
import { Contacts } from '../work/Contacts.tsx';
import { Person, useFacts } from '../work/CustomerCard.tsx';
import { Held } from '../work/Held.tsx';
import { History } from '../work/History.tsx';
import { Current, nextTitle } from '../work/Script.tsx';
import { Sheets, useTaskActions } from '../work/TaskPane.tsx';
import { TaskState } from '../work/TaskBar.tsx';
import { useCall } from '../work/useCall.ts';
import { useFinish } from '../work/useFinish.ts';
import { useWork } from '../work/useWork.ts';
import { words } from '../words.ts';
import { PhoneSteps } from './PhoneSteps.tsx';
import './phone.css';

/** One task on a phone: who, what to say now, the record, and the next action within reach of the thumb. */
export function PhoneTask({ taskId }: { taskId: string }) {
  const query = useEndpoint(getTask, { params: { task: taskId } });
  const fresh = query.isPlaceholderData ? { ...query, data: undefined } : query;
  return (
    <Answered query={fresh}>{(detail) => <Open key={`${taskId}:${detail.task.reopened}`} detail={detail} />}</Answered>
  );
}

function Open({ detail }: { detail: TaskDetail }) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const navigate = useNavigate();
  const format = useFormatAt(detail.at);
  const { task, customer, mine } = detail;
  const live = mine && task.endedAt === null;
  const actions = useTaskActions(detail);
  const { takeUp, setSheet } = actions;
  const work = useWork(detail, takeUp);
  const call = useCall(detail, live);
  const leave = () => void navigate(to('tasks'), { replace: true });
  const { finish, flaws } = useFinish(detail, work, leave);
  useEffect(() => {
    // On a phone a task is opened one at a time: opening it is accepting it. What nobody has is taken by its button.
    if (live && task.assignee) takeUp();
    // oxlint-disable-next-line react/exhaustive-deps -- once, when it is opened
  }, []);
  const { followed } = work;
  const current = followed?.current ?? null;
  const next = nextTitle(followed, say);
  const facts = useFacts()(customer, format);
  const goOn = () => {
    if (!current) return finish('done');
    if (!current.step.question) return work.say(current.step.id);
    // The last question may be left open; what must be answered is named by finishing.
    if (next === null) return finish('done');
    const at = followed?.steps.indexOf(current) ?? -1;
    work.goTo(followed?.steps[at + 1]?.step.id ?? null);
  };
  return (
    <div className="hx-ptask">
      <header className="nb">
        <Link className="ib" to={to('tasks')} aria-label={t('act.back')}>
          <Icon name="left" size={20} />
        </Link>
        <h1 className="el">{say(task.title)}</h1>
        {live ? (
          <Menu
            align="end"
            groups={[
              {
                items: [
                  task.state === 'snoozed'
                    ? { key: 'wake', label: t('act.wake'), icon: 'alarm', onSelect: actions.wake }
                    : { key: 'snooze', label: t('act.snooze'), icon: 'alarm', onSelect: () => setSheet('snooze') },
                  { key: 'transfer', label: t('act.transfer'), icon: 'swap', onSelect: () => setSheet('transfer') },
                ],
              },
              {
                title: t('record.result'),
                items: OTHER.map((result) => ({
                  key: result,
                  label: t(`results.${result}`),
                  onSelect: () => finish(result),
                })),
              },
            ]}
            trigger={(props) => (
              <button type="button" className="ib" aria-label={t('act.more')} {...props}>
                <Icon name="more" size={20} />
              </button>
            )}
          />
        ) : detail.reopenable ? (
          <button type="button" className="ib" aria-label={t('act.reopen')} onClick={actions.reopen}>
            <Icon name="refresh" size={20} />
          </button>
        ) : (
          <span className="ib" />
        )}
      </header>
      <ErrorNote error={actions.error} />
      <div className="cu">
        <div className="grow">
          <div className="row g8">
            <b className="big el">{customer.name ?? '—'}</b>
            <Person customer={customer} />
          </div>
          <div className="t2 sub">
            {customer.phone ? phoneText(customer.phone) : t('card.noPhone')}
            {customer.city ? ` · ${customer.city}` : ''} · <Due item={task} at={detail.at} format={format} />
          </div>
        </div>
        {call ? (
          <button
            type="button"
            className={call.since === null ? 'round' : 'round on'}
            aria-label={call.since === null ? t('act.call') : t('act.hangUp')}
            onClick={call.toggle}
          >
            {call.since === null ? <Icon name="phone" size={20} /> : clock(call.seconds)}
          </button>
        ) : null}
      </div>
      <div className="facts">
        {customer.tags.slice(0, 3).map(({ tag }) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
        {facts.slice(0, 3).map(([name, value]) => (
          <Tag key={name}>{value}</Tag>
        ))}
      </div>
      <TaskState detail={detail} format={format} accept={takeUp} accepting={actions.accept.isPending} />
      {followed ? (
        <>
          <PhoneSteps followed={followed} goTo={work.goTo} />
          <section className="cardm hx-script">
            {current ? (
              <ol>
                <Current placed={current} last detail={detail} work={work} disabled={!live || detail.answersKept} />
              </ol>
            ) : (
              <p className="t2">{t('script.overHint')}</p>
            )}
          </section>
        </>
      ) : null}
      <section className="cardm">
        <div className="row between">
          <h2>{t('record.title')}</h2>
          {work.saved.kind === 'none' && live ? (
            <span className="f12 t3">{t('record.hereAlways')}</span>
          ) : (
            <SavedNote saved={work.saved} format={format} />
          )}
        </div>
        <Record detail={detail} work={work} disabled={!live} flaws={flaws} />
      </section>
      <section className="cardm list">
        <Contacts detail={detail} format={format} />
        <History detail={detail} format={format} />
      </section>
      <Held />
      {live ? (
        <div className="sticky">
          <Button size="large" onClick={() => finish('unreachable')}>
            {t('act.noAnswer')}
          </Button>
          <Button type="primary" size="large" className="grow" onClick={goOn}>
            <span className="el">
              {current
                ? next
                  ? t('act.nextQuestion', { title: next })
                  : t(current.step.question ? 'act.finish' : 'act.said')
                : t('act.finish')}
            </span>
          </Button>
        </div>
      ) : null}
      <Sheets detail={detail} sheet={actions.sheet} close={() => setSheet(null)} leave={leave} />
    </div>
  );
}
