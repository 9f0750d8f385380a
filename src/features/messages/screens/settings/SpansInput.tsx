import { useWords } from '../../../../console/lib/i18n.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import type { Span } from '../../contract-policy.ts';
import { words } from '../words.ts';
import { SpanInput } from './SpanInput.tsx';

/** The spans of a day, in their order. */
export function SpansInput({
  spans,
  label,
  wrong,
  change,
}: {
  spans: readonly Span[];
  label: string;
  wrong?: string | undefined;
  change: (spans: Span[]) => void;
}) {
  const t = useWords(words);
  const last = spans.at(-1);
  const room = last !== undefined && last.to < '23:00' && spans.length < 6;
  return (
    <span className="hx-spans">
      {spans.map((span, at) => (
        <span key={`${at}-${span.from}-${span.to}`} className="one">
          <SpanInput
            span={span}
            label={label}
            wrong={at === spans.length - 1 ? wrong : undefined}
            change={(next) => change(spans.map((each, index) => (index === at ? next : each)))}
          />
          {spans.length > 1 ? (
            <Button
              size="small"
              type="text"
              icon="close"
              label={t('policy.removeSpan')}
              onClick={() => change(spans.filter((_, index) => index !== at))}
            />
          ) : null}
          {at === spans.length - 1 && room ? (
            <Button
              size="small"
              type="text"
              icon="plus"
              label={t('policy.addSpan')}
              onClick={() => change([...spans, { from: later(span.to, 60), to: later(span.to, 180) }])}
            />
          ) : null}
        </span>
      ))}
    </span>
  );
}

/** Some minutes on, within the day. */
function later(time: string, minutes: number): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const at = Math.min(24 * 60, hour * 60 + minute + minutes);
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
}
