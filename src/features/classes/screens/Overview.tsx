import { useAddress } from '../../../console/lib/useAddress.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Opening } from '../../../console/ui/Page.tsx';
import { Answered, EmptyState, Note } from '../../../console/ui/States.tsx';
import { getClassBoard } from '../contract.ts';
import { ClassCards } from './ClassCards.tsx';
import { ClassesPage } from './Frame.tsx';
import { Members } from './Members.tsx';
import { Moves } from './Moves.tsx';
import { words } from './words.ts';

/** 客户分层: how many are in each class, how that changed, who they are and why. */
export default function Overview() {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const format = useFormat();
  const [asked, ask] = useAddress();
  const query = useEndpoint(getClassBoard, {}, { every: (answer) => (isRunning(answer) ? 1500 : false) });
  const chosen = asked.get('class');
  const choose = (key: string | null) => {
    const next = new URLSearchParams(asked);
    if (key === null) next.delete('class');
    else next.set('class', key);
    ask(next, { replace: true });
  };
  return (
    <ClassesPage>
      <Answered query={query}>
        {(board) => {
          const { classes, days } = board.matrix.definition;
          const nameOf = (key: string) => say(classes.find((one) => one.key === key)?.name ?? { zh: key, en: key });
          if (board.customers === 0 && !board.run)
            return (
              <EmptyState
                icon="columns"
                title={t('empty')}
                hint={t('emptyHint')}
                action={<Button to={to('playbooks')}>{t('emptyDo')}</Button>}
              />
            );
          return (
            <div className="hx-classes">
              <Opening lead={t('lead', { days })}>
                {t('head', {
                  n: format.number(board.customers),
                  list: format.list(
                    board.classes.map(({ key, n }) => t('one', { name: nameOf(key), n: format.number(n) })),
                  ),
                })}
              </Opening>
              {board.run && board.run.finishedAt === null ? (
                <Note>{t('running', { done: board.run.done, moved: board.run.moved })}</Note>
              ) : null}
              <ClassCards board={board} chosen={chosen} choose={choose} />
              <Moves classes={classes} months={board.months} />
              <Members classes={classes} />
            </div>
          );
        }}
      </Answered>
    </ClassesPage>
  );
}

function isRunning(answer: unknown): boolean {
  const run = (answer as { run?: { finishedAt: string | null } | null } | undefined)?.run;
  return run?.finishedAt === null;
}
