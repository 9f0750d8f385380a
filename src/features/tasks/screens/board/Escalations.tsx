import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { usePath } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Card } from '../../../../console/ui/Card.tsx';
import { Answered, Skeleton } from '../../../../console/ui/States.tsx';
import { listTasks, type TaskItem } from '../../contract.ts';
import { useFormatAt } from '../../../../console/lib/clock.ts';
import { words } from './words.ts';

const MoveSheet = lazy(() => import('./MoveSheet.tsx'));
const SHOWN = 8;

/** What nobody accepted, longest waiting first: since when, whose it was, who answers for it now. */
export function Escalations({ team }: { team: string }) {
  const t = useWords(words);
  const query = useEndpoint(
    listTasks,
    { query: { view: 'all', unaccepted: 'true', limit: '50', ...(team === '' ? {} : { team }) } },
    { every: 30_000 },
  );
  const [moving, setMoving] = useState<TaskItem | null>(null);
  const format = useFormatAt(query.data?.at);
  const urgent = (item: TaskItem) => (item.escalated ? 0 : item.assignee === null ? 1 : item.remindedAt ? 2 : 3);
  const items = (query.data?.items ?? [])
    .filter((item) => urgent(item) < 3)
    .sort((a, b) => urgent(a) - urgent(b) || (a.openedAt < b.openedAt ? -1 : 1));
  return (
    <Card title={t('escalations.title')} caption={items.length > 0 ? String(items.length) : undefined} flush>
      <Answered query={query} skeleton={<Skeleton lines={4} />}>
        {({ at }) =>
          items.length === 0 ? (
            <p className="none t3">{t('escalations.none')}</p>
          ) : (
            <ul className="hx-waits">
              {items.slice(0, SHOWN).map((item) => (
                <Row
                  key={item.taskId}
                  item={item}
                  span={format.duration(Date.parse(at) - Date.parse(item.openedAt))}
                  move={() => setMoving(item)}
                />
              ))}
            </ul>
          )
        }
      </Answered>
      <Suspense>
        {moving ? <MoveSheet items={[moving]} close={() => setMoving(null)} done={() => setMoving(null)} /> : null}
      </Suspense>
    </Card>
  );
}

function Row({ item, span, move }: { item: TaskItem; span: string; move: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const { escalated, assignee } = item;
  const state = escalated
    ? escalated.to
      ? t('escalations.to', { name: escalated.to.name })
      : t('escalations.toNobody')
    : assignee
      ? t('escalations.reminded')
      : t('escalations.pool');
  return (
    <li>
      <Link to={to(`tasks/${item.taskId}`)} className="grow">
        <b className="el">{item.customer.name ?? '—'}</b>
        <span className="below el">{item.playbook ? say(item.playbook.name) : say(item.title)}</span>
      </Link>
      <span className="who r">
        {assignee?.name ?? t('escalations.nobody')}
        <span className="below">{state}</span>
      </span>
      <span className={escalated ? 'span bad' : 'span warn'}>{span}</span>
      <Button size="small" onClick={move}>
        {t('escalations.move')}
      </Button>
    </li>
  );
}
