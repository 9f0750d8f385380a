import { lazy, Suspense, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { usePages } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { useListState } from '../../../console/table/listState.ts';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { EmptyState } from '../../../console/ui/States.tsx';
import { type ExplainedEnrolment, listEnrolments, type PlaybookDetail } from '../contract.ts';
import { ArmTag } from './ArmTag.tsx';
import { PlaybookPage } from './Frame.tsx';
import { words } from './words.ts';
import './Playbook.css';

const Why = lazy(() => import('./Why.tsx'));

/** 入组客户: who is in it, in which arm, and why. */
export default function Customers() {
  return <PlaybookPage tone="work">{(playbook) => <Enrolled playbook={playbook} />}</PlaybookPage>;
}

function Enrolled({ playbook }: { playbook: PlaybookDetail }) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const can = useCan();
  const format = useFormat();
  const list = useListState({ filters: ['arm', 'stratum', 'epoch'] });
  const { playbook: key = '' } = useParams();
  const [asked] = useSearchParams();
  const arm = asked.get('arm');
  const page = usePages(
    listEnrolments,
    {
      params: { playbook: key },
      query: {
        arm: arm === 'treatment' || arm === 'control' ? arm : undefined,
        stratum: asked.get('stratum') ?? undefined,
        epoch: Number(asked.get('epoch')) || undefined,
      },
    },
    (answer) => answer.enrolments,
  );
  const [open, setOpen] = useState<ExplainedEnrolment | null>(null);
  const strata = new Map(playbook.definition.strata.map((one) => [one.key, say(one.name)]));
  const nameOf = (stratum: string) => strata.get(stratum) ?? (stratum === 'other' ? t('path.other') : stratum);
  const columns = useColumns(nameOf);
  return (
    <>
      <DataTable
        name="enrolments"
        columns={columns}
        {...page}
        rowKey={(one) => `${one.customerId}/${one.epoch}`}
        list={list}
        filters={[
          {
            key: 'arm',
            label: t('customers.arm'),
            options: (['treatment', 'control'] as const).map((value) => ({ value, label: t(`arm.${value}`) })),
          },
          ...(strata.size > 0
            ? [
                {
                  key: 'stratum',
                  label: t('customers.stratum'),
                  options: [...strata].map(([value, label]) => ({ value, label })),
                },
              ]
            : []),
          ...(playbook.epochs.length > 1
            ? [
                {
                  key: 'epoch',
                  label: t('customers.epoch'),
                  options: playbook.epochs.map((one) => ({
                    value: String(one.epoch),
                    label: t('epoch', { epoch: one.epoch }),
                  })),
                },
              ]
            : []),
        ]}
        onOpen={setOpen}
        openKey={open ? `${open.customerId}/${open.epoch}` : undefined}
        card={(one) => (
          <RowCard
            title={one.name ?? one.externalId}
            tags={<ArmTag arm={one.arm} />}
            right={<span className="t3">{nameOf(one.stratum)}</span>}
            line={format.list(one.because.map((line) => line.sentence))}
            note={<Drawn enrolment={one} />}
          />
        )}
        empty={
          <EmptyState
            icon="customers"
            title={t('customers.empty')}
            hint={t('customers.emptyHint')}
            action={
              can('replays:write') ? (
                <Button icon="history" to={to(`replays?new=1&playbook=${key}`)}>
                  {t('customers.replay')}
                </Button>
              ) : null
            }
          />
        }
        twoLines
      />
      <Suspense fallback={null}>
        {open ? <Why enrolment={open} stratum={nameOf(open.stratum)} close={() => setOpen(null)} /> : null}
      </Suspense>
    </>
  );
}

function Drawn({ enrolment: { u, holdout, enteredAt } }: { enrolment: ExplainedEnrolment }) {
  const t = useWords(words);
  const format = useFormat();
  const sign = u < holdout ? '<' : '≥';
  return `${format.day(format.isoDay(enteredAt))} · ${t('customers.drawText', { u: u.toFixed(3), sign, holdout: format.number(holdout) })}`;
}

function useColumns(nameOf: (stratum: string) => string): readonly Column<ExplainedEnrolment>[] {
  const t = useWords(words);
  const format = useFormat();
  return [
    {
      key: 'customer',
      title: t('customers.customer'),
      width: 180,
      render: (one) => (
        <Two
          value={<span className="fw5">{one.name ?? one.externalId}</span>}
          under={one.name === null ? null : one.externalId}
        />
      ),
    },
    { key: 'arm', title: t('customers.arm'), width: 90, render: (one) => <ArmTag arm={one.arm} /> },
    { key: 'stratum', title: t('customers.stratum'), width: 150, render: (one) => nameOf(one.stratum) },
    {
      key: 'why',
      title: t('customers.why'),
      render: (one) => {
        const [first, ...more] = one.because;
        if (!first) return <span className="t3">—</span>;
        return (
          <Two
            value={`${first.sentence}${more.length > 0 ? ` +${more.length}` : ''}`}
            under={first.value === null ? null : t('customers.had', { value: first.value })}
          />
        );
      },
    },
    {
      key: 'draw',
      title: t('customers.draw'),
      width: 150,
      align: 'right',
      render: ({ u, holdout }) => (
        <span className="t2">
          {t('customers.drawText', {
            u: u.toFixed(3),
            sign: u < holdout ? '<' : '≥',
            holdout: format.number(holdout),
          })}
        </span>
      ),
    },
    {
      key: 'entered',
      title: t('customers.entered'),
      width: 120,
      align: 'right',
      render: (one) => format.date(one.enteredAt),
    },
  ];
}
