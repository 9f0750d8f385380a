import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { Answered, EmptyState, ErrorNote, Skeleton } from '../../../../console/ui/States.tsx';
import { assignTasks, countTasks, getBoard, listPeople, listTasks, planBalance } from '../../contract.ts';
import { words } from './words.ts';

/** What would move from whom to whom; nothing moves before the button. */
export default function BalanceSheet({ team, close }: { team: string; close: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const plan = useEndpoint(planBalance, { query: team === '' ? {} : { team } }, { staleTime: 0 });
  const move = useAction(assignTasks, {
    changes: [listTasks, getBoard, countTasks, listPeople, planBalance],
    onDone: close,
  });
  const moves = plan.data?.moves ?? [];
  return (
    <Sheet
      open
      title={t('balance.title')}
      close={close}
      {...(moves.length > 0
        ? {
            primary: {
              label: t('balance.go', { n: moves.length }),
              loading: move.isPending,
              onClick: () =>
                move.mutate({
                  body: { reason: t('balance.reason'), moves: moves.map(({ task, to }) => ({ task, member: to.id })) },
                }),
            },
          }
        : {})}
    >
      <Answered query={plan} skeleton={<Skeleton lines={5} />}>
        {() =>
          moves.length === 0 ? (
            <EmptyState icon="check" title={t('balance.none')} />
          ) : (
            <>
              <p className="t2">{t('balance.text')}</p>
              <ul className="hx-waits">
                {moves.map(({ task, title, customer, from, to }) => (
                  <li key={task}>
                    <span className="grow">
                      <b className="el">{customer ?? '—'}</b>
                      <span className="below el">{say(title)}</span>
                    </span>
                    <span className="nw">{t('balance.from', { from: from.name, to: to.name })}</span>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Answered>
      <ErrorNote error={move.error} />
    </Sheet>
  );
}
