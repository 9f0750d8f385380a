import { Input } from 'antd';
import { Fragment, useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import type { Span } from '../../contract-policy.ts';
import { words } from '../words.ts';

const isTime = (text: string): boolean => /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text);

/** From and to, HH:MM; what is not yet a time stays in the field and changes nothing. */
export function SpanInput({
  span,
  label,
  wrong,
  overnight,
  change,
}: {
  span: Span;
  label: string;
  wrong?: string | undefined;
  /** It may end on the next day. */
  overnight?: boolean;
  change: (span: Span) => void;
}) {
  const t = useWords(words);
  const [typed, setTyped] = useState<{ from?: string; to?: string }>({});
  const shown = { from: typed.from ?? span.from, to: typed.to ?? span.to };
  const ok = isTime(shown.from) && isTime(shown.to) && (overnight || shown.from < shown.to);
  const set = (part: 'from' | 'to', text: string) => {
    const next = { ...shown, [part]: text };
    setTyped(next);
    if (isTime(next.from) && isTime(next.to) && (overnight || next.from < next.to)) {
      change(next);
      setTyped({});
    }
  };
  return (
    <span className="hx-span">
      {(['from', 'to'] as const).map((part) => (
        <Fragment key={part}>
          {part === 'to' ? <span className="t3">–</span> : null}
          <Input
            value={shown[part]}
            maxLength={5}
            inputMode="numeric"
            aria-label={`${label} ${t(`policy.${part}`)}`}
            {...(ok && !wrong ? {} : { status: 'error' as const })}
            onChange={(event) => set(part, event.target.value.trim().replace('：', ':'))}
          />
        </Fragment>
      ))}
      {wrong ? <small className="bad">{wrong}</small> : null}
    </span>
  );
}
