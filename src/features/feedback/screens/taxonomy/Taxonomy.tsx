import { lazy, Suspense, useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { SettingsPage } from '../../../../console/shell/SettingsPage.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { Answered, ErrorNote } from '../../../../console/ui/States.tsx';
import { getTaxonomy, type ReasonDefinition, saveTaxonomy, type TaxonomyAnswer } from '../../contract.ts';
import { words } from '../words.ts';
import { Learnt } from './Learnt.tsx';
import { Try } from './Try.tsx';
import { Versions } from './Versions.tsx';
import './taxonomy.css';

const ReasonSheet = lazy(() => import('./ReasonSheet.tsx'));

/** 设置 › 原因分类: the reasons that are looked for, and the words that give them away. */
export default function Taxonomy() {
  const query = useEndpoint(getTaxonomy, {});
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const t = useWords(words);
  const format = useFormat();
  return (
    <SettingsPage note={savedAt ? t('taxonomy.saved', { time: format.time(savedAt) }) : undefined}>
      <Answered query={query}>
        {(data) => <Editor key={data.version} taxonomy={data} saved={() => setSavedAt(Date.now())} />}
      </Answered>
    </SettingsPage>
  );
}

function Editor({ taxonomy, saved }: { taxonomy: TaxonomyAnswer; saved: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const format = useFormat();
  const [reasons, setReasons] = useState<readonly ReasonDefinition[]>(taxonomy.reasons);
  const [open, setOpen] = useState<ReasonDefinition | 'new' | null>(null);
  const save = useAction(saveTaxonomy, { changes: [getTaxonomy], onDone: saved });
  const may = can('feedback:write');
  const before = new Map(taxonomy.reasons.map((reason) => [reason.code, JSON.stringify(reason)]));
  const changes =
    reasons.filter((reason) => before.get(reason.code) !== JSON.stringify(reason)).length +
    taxonomy.reasons.filter(({ code }) => !reasons.some((reason) => reason.code === code)).length;
  const keep = (next: ReasonDefinition) =>
    setReasons(
      reasons.some(({ code }) => code === next.code)
        ? reasons.map((reason) => (reason.code === next.code ? next : reason))
        : [...reasons, next],
    );
  const version = taxonomy.builtIn ? 1 : Number(taxonomy.version) + 1;
  return (
    <>
      <p className="hx-tax-lead cjk">
        {t('taxonomy.lead')}
        {taxonomy.builtIn
          ? t('taxonomy.builtIn', { count: taxonomy.reasons.length })
          : t('taxonomy.own', {
              version: taxonomy.version,
              who: taxonomy.savedBy ?? '',
              when: format.when(taxonomy.savedAt),
            })}
      </p>
      <Try />
      {changes === 0 ? <Learnt /> : null}
      <ul className="hx-tax">
        {reasons.map((reason) => (
          <li key={reason.code}>
            <div>
              <b className="fw5">{say(reason.label)}</b> <span className="t3 f12">{reason.code}</span>
              <p className="t2 el">{[...reason.seeds, ...reason.bad, ...reason.good].slice(0, 24).join(' · ')}</p>
              <p className="t3 f12">
                {t('taxonomy.counts', {
                  seeds: reason.seeds.length,
                  bad: reason.bad.length,
                  good: reason.good.length,
                })}
              </p>
            </div>
            {may ? (
              <Button size="small" label={`${t('taxonomy.edit')} ${say(reason.label)}`} onClick={() => setOpen(reason)}>
                {t('taxonomy.edit')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {may ? (
        <div className="hx-tax-foot">
          <Button icon="plus" onClick={() => setOpen('new')}>
            {t('taxonomy.add')}
          </Button>
          <span className="grow" />
          {changes > 0 ? (
            <>
              <span className="t3 f12">{t('taxonomy.unsaved', { count: changes })}</span>
              <Button onClick={() => setReasons(taxonomy.reasons)}>{t('taxonomy.cancel')}</Button>
              <Button
                type="primary"
                loading={save.isPending}
                disabled={reasons.length === 0}
                onClick={() => save.mutate({ body: { reasons: [...reasons] } })}
              >
                {t('taxonomy.save', { version })}
              </Button>
            </>
          ) : null}
        </div>
      ) : null}
      <ErrorNote error={save.error} />
      {taxonomy.builtIn ? null : <Versions />}
      <Suspense fallback={null}>
        {open ? (
          <ReasonSheet
            reason={open === 'new' ? null : open}
            taken={reasons.map(({ code }) => code)}
            close={() => setOpen(null)}
            keep={keep}
            remove={(code) => setReasons(reasons.filter((reason) => reason.code !== code))}
          />
        ) : null}
      </Suspense>
    </>
  );
}
