import { Fragment, useLayoutEffect, useRef } from 'react';
import { useFormatAt } from '../../../../console/lib/clock.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { ErrorState, Skeleton } from '../../../../console/ui/States.tsx';
import { words } from '../words.ts';
import { Bubble, Entry } from './Bubble.tsx';
import { useLines } from './useLines.ts';

/** Minutes without a word before the time is written again. */
const PAUSE_MS = 10 * 60_000;
/** So near the end, somebody reads along. Pixels. */
const NEAR = 120;

export function Lines({ id, now }: { id: string; now: string }) {
  const t = useWords(words);
  const format = useFormatAt(now);
  const { lines, hasMore, more, loadingMore, error, retry } = useLines(id);
  const box = useRef<HTMLDivElement>(null);
  const was = useRef<{ last: string | undefined; first: string | undefined; height: number }>({
    last: undefined,
    first: undefined,
    height: 0,
  });
  const first = lines?.[0]?.id;
  const last = lines?.at(-1)?.id;
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const { last: lastBefore, first: firstBefore, height } = was.current;
    const isNear = element.scrollTop + element.clientHeight > height - NEAR;
    if (lastBefore === undefined || (last !== lastBefore && isNear)) element.scrollTop = element.scrollHeight;
    // What was read stays where it is when earlier lines come above it.
    else if (first !== firstBefore) element.scrollTop += element.scrollHeight - height;
    was.current = { last, first, height: element.scrollHeight };
  }, [first, last]);
  if (lines === undefined)
    return <div className="lines">{error ? <ErrorState error={error} retry={retry} /> : <Skeleton lines={5} />}</div>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so a keyboard must reach it
    <div className="lines" ref={box} tabIndex={0} role="log" aria-label={t('title')}>
      <div className="top">
        {hasMore ? (
          <Button size="small" loading={loadingMore} onClick={more}>
            {t('thread.earlier')}
          </Button>
        ) : (
          <span className="f12 t3">{t('thread.earliest')}</span>
        )}
      </div>
      {lines.map((line, at) => {
        const before = lines[at - 1];
        const pause = !before || Date.parse(line.at) - Date.parse(before.at) > PAUSE_MS;
        return (
          <Fragment key={line.id}>
            {pause ? <time className="at">{format.when(line.at)}</time> : null}
            {line.kind === 'entry' ? <Entry line={line} /> : <Bubble line={line} format={format} />}
          </Fragment>
        );
      })}
    </div>
  );
}
