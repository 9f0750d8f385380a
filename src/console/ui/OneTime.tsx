import { Input, type InputRef } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useShellWords } from '../lib/i18n.ts';
import { Button } from './Button.tsx';
import { Sheet } from './Sheet.tsx';
import { Note } from './States.tsx';
import './OneTime.css';

/** Something shown once: a password to hand over, a key to store. */
export default function OneTime({
  title,
  text,
  secret,
  close,
  children,
}: {
  title: string;
  text: string;
  secret: string;
  close: () => void;
  children?: ReactNode;
}) {
  const t = useShellWords();
  const field = useRef<InputRef>(null);
  const [told, setTold] = useState<'copied' | 'failed' | null>(null);
  const copy = async () => {
    field.current?.select();
    try {
      // Not there on plain http other than localhost: the text stays selected for copying by hand.
      await navigator.clipboard.writeText(secret);
      setTold('copied');
    } catch {
      setTold('failed');
    }
  };
  return (
    <Sheet open title={title} kind="dialog" close={close}>
      <div className="hx-one-time">
        <Note tone="warn">{text}</Note>
        <div className="row g8">
          <Input ref={field} readOnly value={secret} className="code" onFocus={(event) => event.target.select()} />
          <Button type="primary" icon="copy" onClick={() => void copy()}>
            {told === 'copied' ? t('copy.copied') : t('copy.copy')}
          </Button>
        </div>
        {told === 'failed' ? <Note>{t('copy.failed')}</Note> : null}
        {children}
      </div>
    </Sheet>
  );
}
