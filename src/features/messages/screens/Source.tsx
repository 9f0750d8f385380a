import { useWords } from '../../../console/lib/i18n.ts';
import type { Piece, Written } from '../contract-records.ts';
import './Checks.css';
import { words } from './words.ts';

/** The words with their variables marked: where each came from, and which had no value. */
export function Source({ written }: { written: Written }) {
  const t = useWords(words);
  const pieces = [...(written.subject ?? []), ...written.text];
  const variables = pieces.filter((piece) => piece.path !== undefined);
  const fallbacks = variables.filter((piece) => piece.fallback);
  return (
    <>
      <p className="hx-source">
        {written.subject ? (
          <b>
            <Pieces pieces={written.subject} />
          </b>
        ) : null}
        <Pieces pieces={written.text} />
      </p>
      <p>
        {variables.length === 0
          ? t('from.none')
          : fallbacks.length > 0
            ? t('from.fallback')
            : t('from.all', { count: variables.length })}{' '}
        {variables.length > 0 ? t('from.strict') : null}
      </p>
    </>
  );
}

/** A personal link is long and says nothing: its ends are enough. */
function shorten(text: string): string {
  return /^https?:/.test(text) && text.length > 44 ? `${text.slice(0, 30)}…${text.slice(-6)}` : text;
}

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, at) =>
    piece.path === undefined ? (
      // oxlint-disable-next-line react/no-array-index-key -- pieces of one fixed text
      <span key={at}>{piece.text}</span>
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- pieces of one fixed text
      <mark key={at} className={piece.fallback ? 'fallback' : undefined} title={piece.path}>
        {shorten(piece.text) || `{{${piece.path}}}`}
      </mark>
    ),
  );
}
