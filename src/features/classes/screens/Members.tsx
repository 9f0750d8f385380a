import { useMemo } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { phoneText } from '../../../console/lib/phone.ts';
import { useFormat, usePath } from '../../../console/lib/session.tsx';
import { usePages } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { useListState } from '../../../console/table/listState.ts';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { EmptyState } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { type ClassDefinition, type ClassMember, listClassCustomers, MEASURES } from '../contract.ts';
import { PlaybookLink } from './PlaybookLink.tsx';
import { words } from './words.ts';

interface Props {
  readonly classes: readonly ClassDefinition[];
}

/** The customers of a class, with what put each of them there. */
export function Members({ classes }: Props) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const format = useFormat();
  const list = useListState({ filters: ['class'] });
  const pages = usePages(
    listClassCustomers,
    { query: { class: list.chosen.class?.[0], limit: 50 } },
    (page) => page.items,
  );
  const because = useBecause();
  const columns = useMemo((): readonly Column<ClassMember>[] => {
    const classOf = (key: string | null) => classes.find((one) => one.key === key);
    return [
      {
        key: 'who',
        title: t('who'),
        width: 180,
        render: (row) => (
          <Two strong value={row.name ?? row.externalId} under={row.phone ? phoneText(row.phone) : null} />
        ),
      },
      {
        key: 'class',
        title: t('class'),
        width: 110,
        render: (row) => <ClassTag definition={classOf(row.class)} />,
      },
      { key: 'because', title: t('because'), render: (row) => <span className="t2">{because(row)}</span> },
      { key: 'playbook', title: t('meant'), width: 220, render: (row) => <PlaybookLink playbook={row.playbook} /> },
      {
        key: 'since',
        title: t('since'),
        width: 120,
        align: 'right',
        render: (row) => <span className="t2">{format.date(row.since)}</span>,
      },
    ];
  }, [t, format, because, classes]);
  return (
    <DataTable
      name="class-members"
      {...pages}
      list={list}
      columns={columns}
      rowKey={(row) => row.customerId}
      href={(row) => to(`customers/${encodeURIComponent(row.customerId)}`)}
      filters={[
        {
          key: 'class',
          label: t('class'),
          options: classes.map(({ key, name }) => ({ value: key, label: say(name) })),
        },
      ]}
      card={(row) => (
        <RowCard
          title={row.name ?? row.externalId}
          tags={<ClassTag definition={classes.find((one) => one.key === row.class)} />}
          right={format.date(row.since)}
          line={because(row)}
        />
      )}
      empty={<EmptyState icon="customers" title={t('nobody')} />}
      twoLines
    />
  );
}

function ClassTag({ definition }: { definition: ClassDefinition | undefined }) {
  const say = useSay();
  return definition ? <Tag tone={definition.tone}>{say(definition.name)}</Tag> : null;
}

/** 满意度 2（低）、推荐 3（低）、意愿 5（高） */
function useBecause(): (row: ClassMember) => string {
  const t = useWords(words);
  const format = useFormat();
  return useMemo(
    () => (row) =>
      format.list(
        MEASURES.map((measure) => {
          const used = row.because[measure];
          return used && used.band !== 'unknown'
            ? `${t(measure)} ${format.number(used.score)}`
            : `${t(measure)} ${t('unknown')}`;
        }),
      ),
    [t, format],
  );
}
