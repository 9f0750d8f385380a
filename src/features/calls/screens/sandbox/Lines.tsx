import { useEffect, useRef } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import type { SandboxCall, SandboxLine } from '../../contract-sandbox.ts';
import { words } from './words.ts';

/** What was said and pressed, turn by turn. `shown`: so much of the last thing that is being said. */
export function Lines({ call, shown }: { call: SandboxCall; shown: number | null }) {
  const box = useRef<HTMLOListElement>(null);
  const lines = withKeysTogether(call.lines);
  const saying = lines.findLastIndex((line) => line.who === 'us');
  useEffect(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [call.at, call.waits, shown]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so a keyboard must reach it
    <ol className="lines" ref={box} tabIndex={0} aria-live="polite">
      {lines.map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a log, in its order
        <Line key={at} line={line} shown={at === saying ? shown : null} />
      ))}
    </ol>
  );
}

function Line({ line, shown }: { line: SandboxLine; shown: number | null }) {
  const t = useWords(words);
  if (line.who === 'us')
    return (
      <li className="us cjk">
        {shown === null ? (
          line.text
        ) : (
          <>
            <span className="sr">{line.text}</span>
            <span aria-hidden="true">
              {line.text.slice(0, shown)}
              {/* The room is there from the beginning, so that nothing jumps. */}
              <span className="later">{line.text.slice(shown)}</span>
            </span>
          </>
        )}
      </li>
    );
  if (line.who === 'her') return <li className="her cjk">{line.said ?? t('pressed', { keys: line.keys ?? '' })}</li>;
  return <li className="note">{t(`note.${line.what}`)}</li>;
}

/** Keys pressed one after the other are one line. */
function withKeysTogether(lines: readonly SandboxLine[]): SandboxLine[] {
  const told: SandboxLine[] = [];
  for (const line of lines) {
    const before = told.at(-1);
    if (line.who === 'her' && line.keys !== null && before?.who === 'her' && before.keys !== null)
      told[told.length - 1] = { ...before, keys: before.keys + line.keys };
    else told.push(line);
  }
  return told;
}
