import { useShellWords } from '../lib/i18n.ts';
import { type Tone, Tag } from './Tag.tsx';
import type { IconName } from './Icon.tsx';

/** The five verdicts of a scorecard (value.md); nothing else may be called proven. */
export type VerdictKind = 'proven_gain' | 'proven_loss' | 'not_proven' | 'too_little_data' | 'invalid';

const looks: Record<VerdictKind, { tone: Tone; icon?: IconName; ink: string }> = {
  proven_gain: { tone: 'ok', icon: 'check', ink: 'ok' },
  proven_loss: { tone: 'bad', icon: 'warning', ink: 'bad' },
  not_proven: { tone: 'neutral', ink: 't2' },
  too_little_data: { tone: 'neutral', icon: 'clock', ink: 't3' },
  invalid: { tone: 'bad', icon: 'warning', ink: 'bad' },
};

/** The verdict as a tag (above the sentence), or with `plain` as a coloured word (in a row of figures). */
export function Verdict({ kind, plain, words }: { kind: VerdictKind; plain?: boolean; words?: string }) {
  const t = useShellWords();
  const text = words ?? t(plain ? `inRow.${kind}` : `verdict.${kind}`);
  const look = looks[kind];
  if (plain) return <span className={`fw5 ${look.ink}`}>{text}</span>;
  return (
    <Tag tone={look.tone} icon={look.icon} large>
      {text}
    </Tag>
  );
}
