import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Figure, Figures } from '../../../console/ui/Figure.tsx';
import { Opening } from '../../../console/ui/Page.tsx';
import { PageSkeleton } from '../../../console/ui/States.tsx';
import { Verdict } from '../../../console/ui/Verdict.tsx';
import { listScorecards, type ScorecardSummary } from '../../outcomes/contract.ts';
import { listPlaybooks } from '../../playbooks/contract.ts';
import { getBoard } from '../../tasks/contract.ts';
import { Alerts } from './home/Alerts.tsx';
import { Answers } from './home/Answers.tsx';
import './home/home.css';
import { Mine } from './home/Mine.tsx';
import { TeamCards, TeamOpening } from './home/Team.tsx';
import './Today.css';
import { words } from './words.ts';

/** What this person needs first: an agent her next customers, a supervisor what is late, everybody else what is proven. */
export function Today({ customers }: { readonly customers: number | null }) {
  const can = useCan();
  const leads = can('tasks:manage');
  const board = useEndpoint(getBoard, {}, { enabled: leads, every: 60_000 });
  if (leads && board.isLoading) return <PageSkeleton />;
  if (can('tasks:write') && !leads) return <Mine />;
  const totals = board.data?.totals;
  const works = totals !== undefined && totals.waiting + totals.escalated + totals.doneToday > 0;
  return (
    <>
      {works && board.data ? (
        <>
          <TeamOpening board={board.data} />
          <TeamCards board={board.data} />
        </>
      ) : null}
      {can('goals:read') ? <Alerts /> : null}
      <Proven customers={customers} opens={!works} />
    </>
  );
}

/** One sentence, the figures behind it, and the verdict of each playbook that has started. `customers` is null past 10,000. */
function Proven({ customers, opens }: { readonly customers: number | null; readonly opens: boolean }) {
  const t = useWords(words);
  const can = useCan();
  const to = usePath();
  const format = useFormat();
  const playbooks = useEndpoint(listPlaybooks, {}, { enabled: can('playbooks:read') });
  const scorecards = useEndpoint(listScorecards, {}, { enabled: can('outcomes:read') });
  const waits = [playbooks, scorecards].some((query) => query.isLoading);
  const cards = scorecards.data?.scorecards ?? [];
  const running = playbooks.data?.playbooks.filter((playbook) => playbook.status === 'running') ?? [];
  const proven = cards.filter((card) => card.verdict === 'proven_gain').length;
  const count = customers === null ? '10,000+' : format.number(customers);
  const sum = (pick: (card: ScorecardSummary) => number): number =>
    cards.reduce((total, card) => total + pick(card), 0);
  // Who may not see outcomes is told nothing of them, rather than that there are none.
  const sees = can('outcomes:read');
  const sentence =
    running.length === 0
      ? t('home.idle', { customers: count })
      : !sees
        ? t('home.only', { count: running.length })
        : proven > 0
          ? t('home.proven', { count: running.length, proven })
          : t('home.running', { count: running.length });
  // Nothing is said of what is not known yet.
  if (waits) return <PageSkeleton />;
  return (
    <>
      {opens ? (
        <>
          <Opening lead={running.length === 0 ? t('home.idleLead') : sees ? t('home.lead') : undefined}>
            {sentence}
          </Opening>
          <Figures>
            <Figure label={t('home.customers')} value={count} />
            <Figure label={t('home.runningNow')} value={playbooks.data ? running.length : null} />
            {sees ? (
              <>
                <Figure
                  label={t('home.enrolled')}
                  value={scorecards.data ? format.number(sum((card) => card.enrolled.t + card.enrolled.c)) : null}
                  note={t('home.arms', {
                    treatment: format.number(sum((card) => card.enrolled.t)),
                    control: format.number(sum((card) => card.enrolled.c)),
                  })}
                />
                <Figure
                  label={t('home.matured')}
                  value={scorecards.data ? format.number(sum((card) => card.matured.t + card.matured.c)) : null}
                  note={t('home.arms', {
                    treatment: format.number(sum((card) => card.matured.t)),
                    control: format.number(sum((card) => card.matured.c)),
                  })}
                />
              </>
            ) : null}
          </Figures>
        </>
      ) : null}
      {scorecards.data ? <Verdicts cards={cards} /> : null}
      {can('metrics:read') ? <Answers /> : null}
      {opens && ['customers:import', 'replays:write', 'access:keys'].some(can) ? (
        <Card title={t('home.also')}>
          <div className="row g8 wrap">
            {can('customers:import') ? (
              <Button icon="upload" to={to('customers/import')}>
                {t('home.importMore')}
              </Button>
            ) : null}
            {can('replays:write') ? (
              <Button icon="history" to={to('replays')}>
                {t('home.replay')}
              </Button>
            ) : null}
            {can('access:keys') ? (
              <Button icon="key" to={to('settings/keys')}>
                {t('home.keys')}
              </Button>
            ) : null}
          </div>
        </Card>
      ) : null}
    </>
  );
}

/** What is decided first, then what may be, then what cannot be said yet. */
const ORDER: readonly ScorecardSummary['verdict'][] = [
  'proven_loss',
  'invalid',
  'proven_gain',
  'not_proven',
  'too_little_data',
];

function Verdicts({ cards }: { readonly cards: readonly ScorecardSummary[] }) {
  const t = useWords(words);
  const to = usePath();
  const say = useSay();
  return (
    <Card
      title={t('home.verdicts')}
      extra={
        cards.length === 0 ? (
          <Button type="primary" to={to('playbooks')}>
            {t('home.toPlaybooks')}
          </Button>
        ) : null
      }
    >
      {cards.length === 0 ? <p className="t2">{t('home.none')}</p> : null}
      <ul className="hx-verdicts">
        {cards
          .toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
          .map((card) => (
            <li key={card.playbook}>
              <div className="row g8 wrap">
                <Button type="link" to={to(`scorecards/${card.playbook}`)}>
                  {say(card.playbook_name)}
                </Button>
                <Verdict kind={card.verdict} />
              </div>
              <p className="t2">{say(card.headline.title)}</p>
            </li>
          ))}
      </ul>
    </Card>
  );
}
