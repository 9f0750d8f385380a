import { IntervalPlot } from '../../../console/charts/IntervalPlot.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { useListState } from '../../../console/table/listState.ts';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { ScratchNote } from '../../../console/ui/ScratchNote.tsx';
import { EmptyState } from '../../../console/ui/States.tsx';
import { Verdict } from '../../../console/ui/Verdict.tsx';
import { listScorecards, type ScorecardSummary, Verdict as VerdictKind } from '../contract.ts';
import { useShellWords } from '../../../console/lib/i18n.ts';
import { GlobalCard } from './Global.tsx';
import { intervalOf, isProven, unitFormat } from './row.ts';
import { words } from './words.ts';

/** 记分卡: all playbooks that have started, each with its verdict. */
export default function List() {
  const t = useWords(words);
  const shell = useShellWords();
  const say = useSay();
  const to = usePath();
  const list = useListState({ filters: ['verdict'] });
  const query = useEndpoint(listScorecards, {});
  const columns = useColumns();
  const rows = query.data?.scorecards.filter(
    (card) =>
      `${card.playbook} ${card.playbook_name.zh} ${card.playbook_name.en}`
        .toLowerCase()
        .includes(list.q.toLowerCase()) && (list.chosen.verdict ?? [card.verdict]).includes(card.verdict),
  );
  return (
    <Page
      title={t('title')}
      tone="work"
      actions={[{ key: 'campaigns', label: t('list.elsewhere'), icon: 'upload', to: to('campaigns') }]}
    >
      <ScratchNote />
      <GlobalCard />
      <DataTable
        name="scorecards"
        columns={columns}
        rows={rows}
        rowKey={(card) => `${card.playbook}/${card.epoch}`}
        list={list}
        search={{ placeholder: t('list.search') }}
        filters={[
          {
            key: 'verdict',
            label: t('list.verdict'),
            multiple: true,
            options: VerdictKind.options.map((value) => ({ value, label: shell(`verdict.${value}`) })),
          },
        ]}
        href={(card) => to(`scorecards/${card.playbook}`)}
        card={(card) => (
          <RowCard
            title={say(card.playbook_name)}
            right={<Verdict kind={card.verdict} plain words={shell(`verdict.${card.verdict}`)} />}
            line={say(card.headline.title)}
            note={`${t('epoch', { epoch: card.epoch })} · ${t('list.matured')} ${card.matured.t + card.matured.c}`}
          />
        )}
        empty={
          <EmptyState
            icon="scorecard"
            title={t('list.empty')}
            hint={t('list.emptyHint')}
            action={
              <Button type="primary" to={to('playbooks')}>
                {t('list.toPlaybooks')}
              </Button>
            }
          />
        }
        total={rows?.length}
        error={query.error}
        retry={() => void query.refetch()}
        stale={query.isPlaceholderData}
        twoLines
      />
    </Page>
  );
}

function useColumns(): readonly Column<ScorecardSummary>[] {
  const t = useWords(words);
  const say = useSay();
  const shell = useShellWords();
  const format = useFormat();
  const unit = unitFormat('share', format, { times: '', months: '' });
  return [
    {
      key: 'playbook',
      title: t('list.playbook'),
      render: (card) => (
        <Two
          value={<span className="fw5">{say(card.playbook_name)}</span>}
          under={`${t('epoch', { epoch: card.epoch })} · ${say(card.goal)}`}
        />
      ),
    },
    {
      key: 'matured',
      title: t('list.matured'),
      width: 120,
      align: 'right',
      render: (card) => (
        <Two
          value={format.number(card.matured.t + card.matured.c)}
          under={`${t('list.enrolled')} ${format.number(card.enrolled.t + card.enrolled.c)}`}
        />
      ),
    },
    {
      key: 'rates',
      title: t('list.rates'),
      width: 150,
      align: 'right',
      render: ({ conversion: { c, t: treated } }) => (
        <span>
          <span className="t2">{unit.level(c.rate)}</span> → <b>{unit.level(treated.rate)}</b>
        </span>
      ),
    },
    {
      key: 'plot',
      title: t('list.plot'),
      width: 220,
      align: 'center',
      flush: true,
      render: (card) => {
        const { ends } = intervalOf(card.conversion, card.mode);
        return card.conversion.diff === null || !ends ? null : (
          <IntervalPlot
            label={say(card.playbook_name)}
            format={unit.change}
            value={card.conversion.diff}
            low={ends[0]}
            high={ends[1]}
            proven={isProven(card.verdict)}
            height={53}
            zeroAt={0.4}
          />
        );
      },
    },
    {
      key: 'diff',
      title: t('list.diff'),
      width: 130,
      align: 'right',
      render: (card) => (
        <Two
          value={unit.change(card.conversion.diff)}
          under={unit.ends(intervalOf(card.conversion, card.mode).ends)}
          strong
        />
      ),
    },
    {
      key: 'verdict',
      title: t('list.verdict'),
      width: 120,
      align: 'right',
      render: (card) => <Verdict kind={card.verdict} plain words={shell(`verdict.${card.verdict}`)} />,
    },
  ];
}
