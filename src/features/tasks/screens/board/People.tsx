import { useAddress } from '../../../../console/lib/useAddress.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan, usePath } from '../../../../console/lib/session.tsx';
import { usePhone } from '../../../../console/lib/media.ts';
import { lazy, Suspense, useState } from 'react';
import { Avatar } from '../../../../console/ui/Avatar.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { Card } from '../../../../console/ui/Card.tsx';
import { EmptyState } from '../../../../console/ui/States.tsx';
import type { BoardPerson } from '../../contract.ts';
import { useFormatAt } from '../../../../console/lib/clock.ts';
import type { BoardAnswer } from './Board.tsx';
import { words } from './words.ts';

const BalanceSheet = lazy(() => import('./BalanceSheet.tsx'));

/** Who has how much, how much of it is late, what she got done. A row narrows the list below to her. */
export function People({ board }: { board: BoardAnswer }) {
  const t = useWords(words);
  const can = useCan();
  const to = usePath();
  const phone = usePhone();
  const format = useFormatAt(board.at);
  const [params, setParams] = useAddress();
  const [balancing, setBalancing] = useState(false);
  const chosen = params.get('assignee');
  const choose = (id: string) =>
    setParams(
      (previous) => {
        const next = new URLSearchParams(previous);
        if (chosen === id) next.delete('assignee');
        else next.set('assignee', id);
        next.delete('show');
        return next;
      },
      { replace: true },
    );
  const most = Math.max(1, ...board.people.map(({ waiting }) => waiting));
  return (
    <Card
      title={t('people.title')}
      caption={phone ? undefined : t('people.caption')}
      extra={
        board.people.length > 1 ? (
          <Button size="small" icon="swap" onClick={() => setBalancing(true)}>
            {t('balance.open')}
          </Button>
        ) : null
      }
      flush
    >
      {board.people.length === 0 ? (
        <EmptyState
          icon="team"
          title={t('people.none')}
          hint={t('people.noneHint')}
          action={can('access:write') ? <Button to={to('settings/members')}>{t('people.add')}</Button> : null}
        />
      ) : phone ? (
        <ul className="people-cards">
          {board.people.map((person) => (
            <li key={person.id}>
              <button type="button" aria-pressed={chosen === person.id} onClick={() => choose(person.id)}>
                <Avatar name={person.name} size={32} />
                <span className="grow">
                  <b>{person.name}</b>
                  <Below person={person} />
                </span>
                <span className="r">
                  <Counts person={person} />
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <table className="hx-people">
          <thead>
            <tr>
              <th>{t('people.name')}</th>
              <th className="load" aria-label={t('people.waiting')} />
              {(['waiting', 'late', 'unaccepted', 'escalated', 'done', 'cycle'] as const).map((key) => (
                <th key={key} className="r">
                  {t(`people.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {board.people.map((person) => (
              <tr key={person.id} className={chosen === person.id ? 'on' : undefined} onClick={() => choose(person.id)}>
                <td>
                  <button
                    type="button"
                    className="who"
                    aria-pressed={chosen === person.id}
                    onClick={(event) => {
                      event.stopPropagation();
                      choose(person.id);
                    }}
                  >
                    <Avatar name={person.name} size={24} />
                    <span>
                      {person.name}
                      <Below person={person} />
                    </span>
                  </button>
                </td>
                <td className="load">
                  <i style={{ width: `${(person.waiting / most) * 100}%` }}>
                    {person.late > 0 ? (
                      <i style={{ width: `${(person.late / Math.max(1, person.waiting)) * 100}%` }} />
                    ) : null}
                  </i>
                </td>
                <td className="r">{person.waiting}</td>
                <td className={person.late > 0 ? 'r bad' : 'r t3'}>{person.late}</td>
                <td className={person.unaccepted > 0 ? 'r' : 'r t3'}>{person.unaccepted}</td>
                <td className={person.escalated > 0 ? 'r warn' : 'r t3'}>{person.escalated}</td>
                <td className="r">{person.doneToday}</td>
                <td className="r" title={person.medianCycleMs === null ? t('people.few') : `n = ${person.medianOf}`}>
                  {format.duration(person.medianCycleMs)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Suspense>
        {balancing ? <BalanceSheet team={params.get('team') ?? ''} close={() => setBalancing(false)} /> : null}
      </Suspense>
    </Card>
  );
}

function Below({ person }: { person: BoardPerson }) {
  const t = useWords(words);
  const parts = [
    ...person.teams.map(({ name }) => name),
    person.answersFor > 0 ? t('people.answers', { n: person.answersFor }) : '',
    person.snoozed > 0 ? t('people.snoozed', { n: person.snoozed }) : '',
    person.active ? '' : t('people.away'),
  ].filter(Boolean);
  return (
    <span className="below el" title={parts.join(' · ')}>
      {parts.join(' · ')}
    </span>
  );
}

function Counts({ person }: { person: BoardPerson }) {
  const t = useWords(words);
  return (
    <>
      <b>
        {t('people.waiting')} {person.waiting}
      </b>
      <span className="below">
        <span className={person.late > 0 ? 'bad' : undefined}>
          {t('people.late')} {person.late}
        </span>{' '}
        · {t('people.done')} {person.doneToday}
      </span>
    </>
  );
}
