import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useLocale } from '../../../../console/lib/settings.ts';
import { usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Card } from '../../../../console/ui/Card.tsx';
import { Opening } from '../../../../console/ui/Page.tsx';
import { Answered, PageSkeleton } from '../../../../console/ui/States.tsx';
import { countTasks, listTasks, type TaskItem } from '../../../tasks/contract.ts';
import { useFormatAt } from '../../../../console/lib/clock.ts';
import { Due, TaskRow } from './TaskRow.tsx';
import { words } from './words.ts';

const SHOWN = 6;
const EVERY = 60_000;

/** An agent's home: who comes first and why, then the next ones. */
export function Mine() {
  const mine = useEndpoint(listTasks, { query: { view: 'mine', limit: '50' } }, { every: EVERY });
  const counts = useEndpoint(countTasks, {}, { every: EVERY });
  return (
    <Answered query={mine} skeleton={<PageSkeleton />}>
      {({ at, items }) => (
        <Next
          at={at}
          items={items}
          waiting={counts.data?.waiting ?? items.length}
          done={counts.data?.doneToday ?? 0}
          pool={counts.data?.pool ?? 0}
        />
      )}
    </Answered>
  );
}

interface NextProps {
  readonly at: string;
  readonly items: readonly TaskItem[];
  readonly waiting: number;
  readonly done: number;
  readonly pool: number;
}

function Next({ at, items, waiting, done, pool }: NextProps) {
  const t = useWords(words);
  const comma = useLocale() === 'zh' ? '，' : ', ';
  const say = useSay();
  const to = usePath();
  const format = useFormatAt(at);
  const first = items[0];
  const late = items.filter((item) => item.lateness === 'late').length;
  const name = first?.customer.name ?? first?.customer.phone ?? '—';
  const claim = pool > 0 ? <Button to={to('tasks')}>{t('mine.pool', { count: pool })}</Button> : null;
  if (!first)
    return (
      <Opening lead={t('mine.noneLead', { done })} side={claim}>
        {t('mine.none')}
      </Opening>
    );
  return (
    <>
      <Opening
        lead={t('mine.lead', { done })}
        side={
          <Button type="primary" size="large" to={to(`tasks/${first.taskId}`)}>
            {t('mine.start', { name })}
          </Button>
        }
      >
        {late > 0 ? t('mine.late', { late, name }) : t('mine.sentence', { count: waiting, name })}
      </Opening>
      <Card
        title={t('mine.title')}
        extra={
          <Button type="link" to={to('tasks')}>
            {t('mine.all', { count: waiting })}
          </Button>
        }
        flush
      >
        <ul className="hx-home-tasks">
          {items.slice(0, SHOWN).map((item) => (
            <TaskRow
              key={item.taskId}
              item={item}
              under={item.because.map((point) => say(point.words)).join(comma)}
              side={<Due item={item} at={at} format={format} />}
            />
          ))}
        </ul>
      </Card>
      {claim ? <div>{claim}</div> : null}
    </>
  );
}
