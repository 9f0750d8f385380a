import { useWords } from '../../../../console/lib/i18n.ts';
import { phoneText } from '../../../../console/lib/phone.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { CopyButton } from '../../../../console/ui/CopyButton.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import { words } from '../words.ts';
import type { Call } from './useCall.ts';

export type { Call } from './useCall.ts';

export const clock = (seconds: number): string =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;

/** 拨打, then the whole number, the time it has lasted, and the end of it. */
export function CallButton({ call }: { call: Call }) {
  const t = useWords(words);
  if (call.since === null)
    return (
      <div className="hx-call">
        {call.phone ? <CopyButton text={call.phone} shown={phoneText(call.phone)} /> : null}
        <Button icon="phone" keys="c" loading={call.pending} onClick={call.toggle}>
          {t('act.call')}
        </Button>
        <ErrorNote error={call.error} />
      </div>
    );
  return (
    <div className="hx-call">
      {call.phone ? <CopyButton text={call.phone} shown={phoneText(call.phone)} /> : null}
      <span className="talk">
        <Icon name="phone" />
        {clock(call.seconds)}
      </span>
      <Button danger keys="c" onClick={call.toggle}>
        {t('act.hangUp')}
      </Button>
    </div>
  );
}
