import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { RowCard } from '../../../console/table/Cards.tsx';
import { DataTable } from '../../../console/table/DataTable.tsx';
import { Two } from '../../../console/table/Two.tsx';
import type { Column } from '../../../console/table/types.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Page } from '../../../console/ui/Page.tsx';
import { EmptyState } from '../../../console/ui/States.tsx';
import { listPlaybooks } from '../../playbooks/contract.ts';
import { type FormSummary, listForms } from '../contract.ts';
import { words } from './words.ts';

/** 表单与答卷: what is asked, and how many answered. */
export default function List() {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const format = useFormat();
  const owner = useOwner();
  const query = useEndpoint(listForms, {});
  return (
    <Page title={t('title')} tone="work">
      <DataTable
        name="forms"
        columns={useColumns()}
        rows={query.data?.items}
        rowKey={(form) => `${form.playbook}/${form.form}`}
        href={(form) => to(`forms/${form.playbook}/${form.form}`)}
        card={(form) => (
          <RowCard
            title={say(form.title)}
            right={t('responsesOf', { count: format.number(form.complete) })}
            line={owner(form)}
            note={form.lastAt ? format.when(form.lastAt) : t('never')}
          />
        )}
        empty={
          <EmptyState
            icon="form"
            title={t('empty')}
            hint={t('emptyHint')}
            action={<Button to={to('playbooks')}>{t('toPlaybooks')}</Button>}
          />
        }
        error={query.error}
        retry={() => void query.refetch()}
        twoLines
      />
    </Page>
  );
}

function useOwner(): (form: FormSummary) => string {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const playbooks = useEndpoint(listPlaybooks, {}, { enabled: can('playbooks:read'), staleTime: 600_000 });
  return ({ playbook }) => {
    if (playbook === '-') return t('ownForm');
    const name = playbooks.data?.playbooks.find(({ key }) => key === playbook)?.name;
    return t('ofPlaybook', { playbook: name ? say(name) : playbook });
  };
}

function useColumns(): readonly Column<FormSummary>[] {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const owner = useOwner();
  return [
    {
      key: 'title',
      title: t('form'),
      render: (form) => (
        <Two
          value={<span className="fw5 el">{say(form.title)}</span>}
          under={<span className="el">{owner(form)}</span>}
        />
      ),
    },
    { key: 'version', title: t('version'), width: 90, align: 'right', render: (form) => `v${form.version}` },
    {
      key: 'questions',
      title: t('questions'),
      width: 110,
      align: 'right',
      render: (form) => t('questionsOf', { count: form.questions }),
    },
    {
      key: 'responses',
      title: t('responses'),
      width: 180,
      align: 'right',
      render: (form) => (
        <Two
          value={t('responsesOf', { count: format.number(form.complete) })}
          under={form.partial > 0 ? t('partialOf', { count: format.number(form.partial) }) : null}
        />
      ),
    },
    {
      key: 'last',
      title: t('last'),
      width: 150,
      align: 'right',
      render: (form) => (form.lastAt ? format.when(form.lastAt) : <span className="t3">{t('never')}</span>),
    },
  ];
}
