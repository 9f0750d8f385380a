import { Input, type InputRef } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Menu } from '../../../../console/ui/Menu.tsx';
import type { AttributeValue } from '../../contract.ts';
import { words } from './words.ts';

export interface EditableProps {
  readonly name: string;
  readonly value: AttributeValue | null;
  /** As it is read; the value itself when left out. */
  readonly shown?: ReactNode;
  /** What is shown is masked: the editor starts empty, and leaving it so changes nothing. */
  readonly blind?: boolean | undefined;
  readonly type: 'text' | 'number' | 'date' | 'choice';
  readonly choices?: readonly { readonly value: AttributeValue; readonly label: string }[];
  readonly mayChange: boolean;
  readonly busy?: boolean;
  readonly error?: string;
  /** null clears it. */
  readonly save: (value: AttributeValue | null) => void;
}

/** One fact: click to change it in its place; Enter or leaving saves, Escape does not. */
export function Editable(props: EditableProps) {
  const { name, value, shown, type, choices = [], mayChange, busy, error, save } = props;
  const t = useWords(words);
  const [editing, setEditing] = useState(false);
  const isEmpty = value === null || value === '';
  const text = isEmpty ? (mayChange ? t('fill') : '—') : (shown ?? String(value));
  const look = `value${isEmpty ? ' none' : ''}${busy ? ' busy' : ''}`;
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>
        {!mayChange ? (
          <span className={look}>{text}</span>
        ) : type === 'choice' ? (
          <Menu
            groups={[
              {
                items: choices.map((choice) => ({
                  key: String(choice.value),
                  label: choice.label,
                  checked: choice.value === value,
                  onSelect: () => save(choice.value),
                })),
              },
              ...(isEmpty ? [] : [{ items: [{ key: '·clear', label: t('clear'), onSelect: () => save(null) }] }]),
            ]}
            trigger={(given) => (
              <button type="button" className={look} aria-label={t('edit', { name })} {...given}>
                {text}
                <Icon name="down" size={14} />
              </button>
            )}
          />
        ) : editing ? (
          <Editor {...props} stop={() => setEditing(false)} />
        ) : (
          <button type="button" className={look} aria-label={t('edit', { name })} onClick={() => setEditing(true)}>
            {text}
            <Icon name="edit" size={14} />
          </button>
        )}
        {error ? <p className="wrong">{error}</p> : null}
      </dd>
    </div>
  );
}

function Editor({ name, value, type, blind, save, stop }: EditableProps & { stop: () => void }) {
  const start = value === null || blind ? '' : String(value);
  const [text, setText] = useState(start);
  const field = useRef<InputRef>(null);
  const isDone = useRef(false);
  useEffect(() => field.current?.focus({ cursor: 'all' }), []);
  const finish = (keep: boolean) => {
    if (isDone.current) return;
    isDone.current = true;
    stop();
    const next = text.trim();
    if (!keep || next === start) return;
    if (next === '') save(null);
    else save(type === 'number' && Number.isFinite(Number(next)) ? Number(next) : next);
  };
  return (
    <Input
      ref={field}
      size="small"
      aria-label={name}
      type={type === 'date' ? 'date' : 'text'}
      inputMode={type === 'number' ? 'decimal' : undefined}
      value={text}
      maxLength={500}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') finish(true);
        if (event.key === 'Escape') finish(false);
      }}
    />
  );
}
