import { useAddress } from '../../../../console/lib/useAddress.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Figure, Figures } from '../../../../console/ui/Figure.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Menu } from '../../../../console/ui/Menu.tsx';
import { Opening, Page } from '../../../../console/ui/Page.tsx';
import { Answered } from '../../../../console/ui/States.tsx';
import type { Answer } from '../../../../console/api.ts';
import { getBoard } from '../../contract.ts';
import { useFormatAt } from '../../../../console/lib/clock.ts';
import { Escalations } from './Escalations.tsx';
import { People } from './People.tsx';
import { TaskList } from './TaskList.tsx';
import { words } from './words.ts';
import '../../../../console/questions/questions.css';
import '../record.css';
import './board.css';

export type BoardAnswer = Answer<typeof getBoard>;

/** 主管看板: in one sentence how it stands, then everybody, what nobody accepted, and every task with its way to somebody else. */
export default function Board() {
  const t = useWords(words);
  const [params, setParams] = useAddress();
  const team = params.get('team') ?? '';
  const board = useEndpoint(getBoard, { query: team === '' ? {} : { team } }, { every: 30_000 });
  const teams = board.data?.teams ?? [];
  const choose = (id: string) =>
    setParams(
      (previous) => {
        const next = new URLSearchParams(previous);
        if (id === '') next.delete('team');
        else next.set('team', id);
        return next;
      },
      { replace: true },
    );
  return (
    <Page
      title={t('title')}
      controls={teams.length > 1 ? <TeamMenu teams={teams} team={team} choose={choose} /> : undefined}
    >
      <Answered query={board}>
        {(data) => (
          <div className="hx-board">
            <Verdict board={data} />
            <Totals board={data} />
            <div className="pair">
              <People board={data} />
              <Escalations team={team} />
            </div>
            <TaskList team={team} people={data.people} />
          </div>
        )}
      </Answered>
    </Page>
  );
}

function TeamMenu({
  teams,
  team,
  choose,
}: {
  teams: BoardAnswer['teams'];
  team: string;
  choose: (id: string) => void;
}) {
  const t = useWords(words);
  const item = (id: string, label: string) => ({ key: id, label, checked: team === id, onSelect: () => choose(id) });
  return (
    <Menu
      align="end"
      groups={[{ items: [item('', t('allTeams')), ...teams.map(({ id, name }) => item(id, name))] }]}
      trigger={(props) => (
        <Button size="small" icon="team" {...props}>
          {teams.find(({ id }) => id === team)?.name ?? t('allTeams')}
          <Icon name="down" size={14} />
        </Button>
      )}
    />
  );
}

function Verdict({ board }: { board: BoardAnswer }) {
  const t = useWords(words);
  const format = useFormatAt(board.at);
  const { totals, people } = board;
  const most = [...people].sort((a, b) => b.late - a.late)[0];
  const bad = [
    totals.late > 0 ? t('verdict.late', { n: totals.late }) : '',
    totals.escalated > 0 ? t('verdict.escalated', { n: totals.escalated }) : '',
    totals.unassigned > 0 ? t('verdict.unassigned', { n: totals.unassigned }) : '',
  ].filter(Boolean);
  const accept =
    board.acceptMs === null
      ? board.acceptOf > 0
        ? t('acceptFew')
        : ''
      : t('accept', { span: format.duration(board.acceptMs), n: board.acceptOf });
  return (
    <Opening lead={t('lead', { waiting: totals.waiting, snoozed: totals.snoozed, done: totals.doneToday }) + accept}>
      {bad.length === 0 ? (
        t('verdict.calm')
      ) : (
        <>
          {bad.join(t('verdict.join'))}
          {most && most.late > 1 && totals.late > most.late ? (
            <>
              {t('verdict.join')}
              <span className="warn">{t('verdict.most', { name: most.name, n: most.late })}</span>
            </>
          ) : null}
        </>
      )}
    </Opening>
  );
}

function Totals({ board }: { board: BoardAnswer }) {
  const t = useWords(words);
  const format = useFormatAt(board.at);
  const { totals } = board;
  const count = (n: number, tone: string) => <span className={n > 0 ? tone : undefined}>{format.number(n)}</span>;
  return (
    <Figures>
      <Figure label={t('figures.waiting')} value={format.number(totals.waiting)} />
      <Figure label={t('figures.late')} value={count(totals.late, 'bad')} />
      <Figure label={t('figures.escalated')} value={count(totals.escalated, 'bad')} />
      <Figure label={t('figures.unassigned')} value={count(totals.unassigned, 'warn')} />
      <Figure label={t('figures.done')} value={format.number(totals.doneToday)} />
      <Figure
        label={t('figures.accept')}
        value={board.acceptMs === null ? null : format.duration(board.acceptMs)}
        n={board.acceptOf}
        missing={t('figures.few')}
      />
    </Figures>
  );
}
