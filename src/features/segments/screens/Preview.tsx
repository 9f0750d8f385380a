import { useEffect, useState } from 'react';
import { useWords } from '../../../console/lib/i18n.ts';
import { phoneText } from '../../../console/lib/phone.ts';
import { useFormat, useWorkspaceId } from '../../../console/lib/session.tsx';
import { call } from '../../../console/api.ts';
import { useQuery, keepPreviousData } from '@tanstack/react-query';
import { type ApiProblem, asProblem } from '../../../console/lib/problem.ts';
import { Section } from '../../../console/ui/Card.tsx';
import { Figure } from '../../../console/ui/Figure.tsx';
import { Dimmed, ErrorNote, Note } from '../../../console/ui/States.tsx';
import { previewCondition } from '../contract.ts';
import { countRules, type Group } from '../../../console/condition/condition.ts';
import { words } from './words.ts';

/** How long typing rests before the customers are counted. */
const PAUSE_MS = 400;

function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as T), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return settled;
}

/** How many hold the condition as it stands, some of them, and the condition as a sentence. */
export function Preview({ condition }: { condition: Group }) {
  const t = useWords(words);
  const format = useFormat();
  const workspace = useWorkspaceId();
  const settled = useSettled(condition, PAUSE_MS);
  const isEmpty = countRules(settled) === 0;
  const query = useQuery({
    queryKey: [previewCondition.name, workspace, settled],
    queryFn: ({ signal }) => call(previewCondition, { body: { condition: { ...settled } } }, { signal, workspace }),
    enabled: !isEmpty,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const problem: ApiProblem | null = query.error ? asProblem(query.error) : null;
  const unfinished = problem?.code === 'condition_invalid' ? problem.errors : null;
  if (isEmpty)
    return (
      <Section title={t('editor.count')}>
        <p className="hx-segment-words">{t('editor.nothing')}</p>
      </Section>
    );
  const { data } = query;
  const waits = query.isFetching || JSON.stringify(condition) !== JSON.stringify(settled);
  return (
    <>
      <Section title={t('editor.count')}>
        <Dimmed when={waits || problem !== null}>
          <Figure
            value={data && !unfinished ? format.number(data.count) : null}
            unit={data && !unfinished ? t('people', { count: '' }).trim() : undefined}
            note={t('editor.of')}
            missing={unfinished ? t('editor.unfinished') : t('editor.counting')}
          />
        </Dimmed>
        {unfinished ? (
          <ul className="hx-unfinished">
            {unfinished.map((one) => (
              <li key={`${one.path}${one.message}`}>
                <Note tone="warn">{one.message}</Note>
              </li>
            ))}
          </ul>
        ) : (
          <ErrorNote error={problem} retry={() => void query.refetch()} />
        )}
      </Section>
      {data && !unfinished ? (
        <>
          <Section title={t('editor.inWords')}>
            <p className="cjk">{data.sentence}</p>
          </Section>
          <Section title={t('editor.sample')}>
            {data.sample.length === 0 ? <p className="hx-segment-words">{t('editor.nobody')}</p> : null}
            <ul className="hx-sample">
              {data.sample.map((one) => (
                <li key={one.customerId}>
                  <span className="fw5 el">{one.name ?? one.externalId}</span>
                  <span className="t3 f12">{one.phone ? phoneText(one.phone) : one.name ? one.externalId : ''}</span>
                </li>
              ))}
            </ul>
          </Section>
        </>
      ) : null}
    </>
  );
}
