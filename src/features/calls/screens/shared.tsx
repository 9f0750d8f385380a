import { useWords } from '../../../console/lib/i18n.ts';
import { Tag, type Tone } from '../../../console/ui/Tag.tsx';
import type { CallLine } from '../contract.ts';
import type { CallCause } from '../contract-causes.ts';
import { words } from './words.ts';

const TONES: Readonly<Record<CallCause, Tone>> = {
  completed: 'ok',
  busy: 'neutral',
  rejected: 'warn',
  invalid_number: 'bad',
  unreachable: 'neutral',
  no_answer: 'neutral',
  network: 'bad',
  gateway_down: 'bad',
  cancelled: 'neutral',
  unknown: 'warn',
};

/** How it ended, or where it stands. */
export function CallTag({ call, large = false }: { call: CallLine; large?: boolean }) {
  const t = useWords(words);
  return (
    <>
      <Outcome call={call} large={large} />
      {call.sandbox ? <Tag large={large}>{t('sandbox')}</Tag> : null}
    </>
  );
}

function Outcome({ call, large }: { call: CallLine; large: boolean }) {
  const t = useWords(words);
  if (call.state !== 'ended' || call.cause === null)
    return (
      <Tag tone="accent" dot={call.state === 'talking'} large={large}>
        {t(`state.${call.state}`)}
      </Tag>
    );
  return (
    <Tag tone={TONES[call.cause]} large={large}>
      {t(`cause.${call.cause}`)}
    </Tag>
  );
}

export function lengthOf(seconds: number | null): string {
  if (seconds === null) return '';
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

const RESULTS = ['completed', 'hung_up', 'opted_out', 'transferred', 'lost', 'ended'] as const;

/** How the call flow ended, in words; null where there was none. */
export function useResult(): (result: string | null) => string | null {
  const t = useWords(words);
  return (result) => {
    const known = RESULTS.find((each) => each === result);
    return known ? t(`result.${known}`) : null;
  };
}
