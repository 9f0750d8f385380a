import type { UseQueryResult } from '@tanstack/react-query';
import { Sparkline } from '../../../console/charts/Sparkline.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import type { ApiProblem } from '../../../console/lib/problem.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Dimmed, ErrorNote, Skeleton } from '../../../console/ui/States.tsx';
import type { OwnDefinition, OwnPreview } from '../contract-own.ts';
import { useChoices } from './choices.ts';
import { Now } from './Now.tsx';
import { useShowOwn } from './show.ts';
import { words } from './words-own.ts';

/** What the last 90 days would have given, and what was left out. */
export function Preview({ draft, query }: { draft: OwnDefinition; query: UseQueryResult<OwnPreview, ApiProblem> }) {
  const t = useWords(words);
  const show = useShowOwn(draft);
  return (
    <Card title={t('preview')} caption={show.definition}>
      {draft.bind.length === 0 ? <p className="t3">{t('pick')}</p> : null}
      {query.error && query.error.errors.length === 0 ? <ErrorNote error={query.error} /> : null}
      {query.error && query.error.errors.length > 0 ? (
        <ul className="t3 f12">
          {query.error.errors.map((one) => (
            <li key={one.path}>{one.message}</li>
          ))}
        </ul>
      ) : null}
      {draft.bind.length > 0 && query.isLoading ? <Skeleton lines={3} /> : null}
      {draft.bind.length > 0 && query.data && !query.error ? (
        <Dimmed when={query.isPlaceholderData}>
          <Known data={query.data} show={show} />
        </Dimmed>
      ) : null}
    </Card>
  );
}

function Known({ data, show }: { data: OwnPreview; show: ReturnType<typeof useShowOwn> }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const choices = useChoices();
  const left = data.leftOut.map(({ reason, n }) => `${t(`reasons.${reason}`)} ${format.number(n)}`);
  const drawn = data.points.filter(({ value }) => value !== null);
  return (
    <div className="now">
      <Now figure={data.figure} show={show} rate={false} />
      {drawn.length > 1 ? <Sparkline values={drawn.map(({ value }) => value ?? 0)} /> : null}
      <ul className="rests">
        {data.points.map((point) => (
          <li key={point.period}>
            {point.period}: {point.value === null ? '—' : show.value(point.value)} n = {format.number(point.n)}
          </li>
        ))}
        <li>
          {t('previewOf', { responses: format.number(data.responses) })}
          {data.capped ? ` · ${t('capped')}` : ''}
        </li>
        {left.length > 0 ? <li>{t('leftOut', { list: format.list(left) })}</li> : null}
        {data.questions
          .filter(({ stretched }) => stretched)
          .map((one) => (
            <li key={`${one.playbook}${one.form}${one.question}${one.row ?? ''}`} className="differs">
              {t('stretched', { title: say(one.title) })}
            </li>
          ))}
      </ul>
      <h3 className="f12 t3">{t('bound')}</h3>
      <ul className="rests">
        {data.questions.map((one) => (
          <li key={`${one.playbook}${one.form}${one.question}${one.row ?? ''}`}>
            {say(one.title)} · {choices.playbook(one.playbook)}
          </li>
        ))}
      </ul>
    </div>
  );
}
