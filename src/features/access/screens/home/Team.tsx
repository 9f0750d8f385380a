import { useWords } from '../../../../console/lib/i18n.ts';
import { usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Avatar } from '../../../../console/ui/Avatar.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { Card } from '../../../../console/ui/Card.tsx';
import { Figure, Figures } from '../../../../console/ui/Figure.tsx';
import { Opening } from '../../../../console/ui/Page.tsx';
import { type BoardPerson, type getBoard, listTasks, type TaskItem } from '../../../tasks/contract.ts';
import type { Answer } from '../../../../console/api.ts';
import { useFormatAt } from '../../../../console/lib/clock.ts';
import { TaskRow } from './TaskRow.tsx';
import { words } from './words.ts';

type Board = Answer<typeof getBoard>;
const SHOWN = 5;

/** A supervisor's home: is anything late, with whom, and since when. */
export function TeamOpening({ board }: { board: Board }) {
  const t = useWords(words);
  const to = usePath();
  const format = useFormatAt(board.at);
  const { totals } = board;
  const trouble = (person: BoardPerson) => (totals.escalated > 0 ? person.escalated : person.late);
  const most = board.people.toSorted((a, b) => trouble(b) - trouble(a))[0];
  const sentence =
    totals.escalated > 0
      ? t('team.escalated', { count: totals.escalated })
      : totals.late > 0
        ? t('team.late', { count: totals.late })
        : null;
  return (
    <>
      <Opening
        lead={t('team.lead', { waiting: totals.waiting, done: totals.doneToday })}
        side={
          <Button type="primary" to={to('board')}>
            {t('team.board')}
          </Button>
        }
      >
        {sentence ? (
          <>
            <span className="warn">{sentence}</span>
            {most && trouble(most) > 0 && board.people.length > 1 ? t('team.with', { name: most.name }) : ''}
          </>
        ) : (
          t('team.calm')
        )}
      </Opening>
      <Figures>
        <Figure label={t('team.waiting')} value={format.number(totals.waiting)} />
        <Figure label={t('team.lateNow')} value={<Count n={totals.late} tone="bad" />} />
        <Figure label={t('team.escalatedNow')} value={<Count n={totals.escalated} tone="warn" />} />
        <Figure label={t('team.done')} value={format.number(totals.doneToday)} />
        <Figure
          label={t('team.accept')}
          value={board.acceptMs === null ? null : format.duration(board.acceptMs)}
          note={t('team.of', { count: board.acceptOf })}
          missing={t('team.few')}
        />
      </Figures>
    </>
  );
}

const Count = ({ n, tone }: { n: number; tone: 'bad' | 'warn' }) => <span className={n > 0 ? tone : 't3'}>{n}</span>;

/** What waits longest, and who has how much. */
export function TeamCards({ board }: { board: Board }) {
  return (
    <div className="hx-home-two">
      <Waits />
      <People board={board} />
    </div>
  );
}

function Waits() {
  const t = useWords(words);
  const to = usePath();
  const query = useEndpoint(listTasks, { query: { view: 'all', limit: '100' } }, { every: 60_000 });
  const at = query.data?.at;
  const format = useFormatAt(at);
  const late = (query.data?.items ?? []).filter((item) => item.escalated || item.lateness === 'late');
  const items = late.toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
  const state = (item: TaskItem) =>
    `${item.assignee?.name ?? t('team.noAssignee')}${item.acceptedAt ? '' : ` · ${t('team.unaccepted')}`}`;
  return (
    <Card
      title={t('team.waits')}
      extra={
        items.length > SHOWN ? (
          <Button type="link" to={to('board')}>
            {t('team.allWaits', { count: items.length })}
          </Button>
        ) : null
      }
      flush
    >
      {query.data && items.length === 0 ? <p className="none t3">{t('team.noWaits')}</p> : null}
      <ul className="hx-home-tasks">
        {items.slice(0, SHOWN).map((item) => (
          <TaskRow
            key={item.taskId}
            item={item}
            under={state(item)}
            side={
              <span className={item.escalated ? 'bad' : 'warn'}>
                {at ? format.duration(Date.parse(at) - Date.parse(item.openedAt)) : ''}
              </span>
            }
          />
        ))}
      </ul>
    </Card>
  );
}

function People({ board }: { board: Board }) {
  const t = useWords(words);
  const format = useFormatAt(board.at);
  return (
    <Card title={t('team.title')} flush>
      <table className="hx-home-team">
        <thead>
          <tr>
            <th>{t('team.name')}</th>
            <th className="r">{t('team.waiting')}</th>
            <th className="r">{t('team.lateNow')}</th>
            <th className="r">{t('team.done')}</th>
            <th className="r">P50</th>
          </tr>
        </thead>
        <tbody>
          {board.people.slice(0, 6).map((person) => (
            <tr key={person.id}>
              <td>
                <span className="row g8">
                  <Avatar name={person.name} size={20} />
                  <span className="el">{person.name}</span>
                </span>
              </td>
              <td className="r">{person.waiting}</td>
              <td className={person.late > 0 ? 'r bad' : 'r t3'}>{person.late}</td>
              <td className="r">{person.doneToday}</td>
              <td className="r t2">{format.duration(person.medianCycleMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
