import { Checkbox } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { type CallFlow, compileCall, type Prompt } from '../../../../engine/callflow/index.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Card } from '../../../../console/ui/Card.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { useReader } from './useReader.ts';
import { useWalk, type WalkLine } from './useWalk.ts';
import { words } from './words.ts';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/** 走一遍: what she hears, and a telephone to answer on. */
export function Walk({ flow, locale }: { flow: CallFlow | null; locale: 'zh' | 'en' }) {
  const t = useWords(words);
  return (
    <Card title={t('walk')} className="hx-walk">
      <p className="t3 f12">{t('walkHint')}</p>
      {flow ? <Phone key={JSON.stringify(flow)} flow={flow} locale={locale} /> : <p className="t2">{t('mendFirst')}</p>}
    </Card>
  );
}

function Phone({ flow, locale }: { flow: CallFlow; locale: 'zh' | 'en' }) {
  const t = useWords(words);
  const [aloud, setAloud] = useState(false);
  const reader = useReader();
  const said = (prompts: readonly Prompt[]) => {
    if (aloud) void reader.read(prompts.map(({ words: each, recorded }) => ({ text: each[locale], locale, recorded })));
  };
  const walk = useWalk(flow, said);
  const { run, lines } = walk;
  const story = useRef<HTMLOListElement>(null);
  useEffect(() => {
    story.current?.scrollTo({ top: story.current.scrollHeight });
  }, [lines.length]);
  const listening = run.phase === 'listening';
  const over = run.phase === 'ended';
  const begin = () => {
    reader.stop();
    walk.start();
  };
  return (
    <>
      <ol className="hx-walk-story" ref={story} aria-live="polite">
        {lines.map((line, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a log, in its order
          <Line key={at} line={line} locale={locale} />
        ))}
      </ol>
      <div className="row g8 wrap">
        <Button type={lines.length === 0 ? 'primary' : 'default'} icon="phone" onClick={begin}>
          {t(lines.length === 0 ? 'start' : 'again')}
        </Button>
        {lines.length > 0 && !over ? <Button onClick={walk.hangUp}>{t('hangUp')}</Button> : null}
        {listening ? <Button onClick={walk.silence}>{t('silence')}</Button> : null}
        {run.phase === 'recording' ? <Button onClick={walk.recorded}>{t('spoken')}</Button> : null}
        {run.phase === 'ringing' ? (
          <>
            <Button onClick={() => walk.joined(true)}>{t('taken')}</Button>
            <Button onClick={() => walk.joined(false)}>{t('missed')}</Button>
          </>
        ) : null}
      </div>
      <div className="hx-walk-keys">
        {KEYS.map((key) => (
          <button
            key={key}
            type="button"
            disabled={lines.length === 0 || over}
            aria-label={t('pressed', { key })}
            onClick={() => walk.press(key)}
          >
            {key}
          </button>
        ))}
      </div>
      <Checkbox checked={aloud} onChange={(event) => setAloud(event.target.checked)}>
        {t('aloud')}
      </Checkbox>
      <ErrorNote error={reader.error} />
      {Object.keys(run.answers).length > 0 ? (
        <p className="f12 t3">
          {t('answers')} <code>{JSON.stringify(run.answers)}</code>
        </p>
      ) : null}
    </>
  );
}

function Line({ line, locale }: { line: WalkLine; locale: 'zh' | 'en' }) {
  const t = useWords(words);
  if (line.who === 'her')
    return <li className="her">{line.key === null ? t('quiet') : t('pressed', { key: line.key })}</li>;
  if (line.who === 'note') return <li className="note f12 t3">{t(line.what)}</li>;
  return <li className="call cjk">{line.prompts.map(({ words: each }) => each[locale]).join(' ')}</li>;
}

/** A flow that can be walked: one that compiles. */
export function walkable(flow: CallFlow): CallFlow | null {
  try {
    compileCall(flow);
    return flow;
  } catch {
    return null;
  }
}
