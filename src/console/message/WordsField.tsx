import { Input } from 'antd';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { TextVariable } from '../../features/messages/contract-records.ts';
import { useSay, useWords } from '../lib/i18n.ts';
import { useFormat } from '../lib/session.tsx';
import { Field } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { words } from './words.ts';
import './WordsField.css';

interface WordsFieldProps {
  readonly label: ReactNode;
  readonly value: string;
  readonly most: number;
  readonly onChange: (text: string) => void;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  readonly disabled?: boolean;
  /** Beside the count: the parts of a short message. */
  readonly note?: string | undefined;
  /** What may stand in it; put in where the caret is. */
  readonly variables?: readonly TextVariable[];
  /** How a variable is written: with something for customers who have none. */
  readonly written?: (name: string) => string;
  readonly oneLine?: boolean;
  readonly placeholder?: string;
}

/** Words that customers get: how many characters are used of how many, and variables by their names. */
export function WordsField(props: WordsFieldProps) {
  const { label, value, most, onChange, error, hint, disabled = false, note, variables = [] } = props;
  const { written = (name: string) => name } = props;
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const area = useRef<HTMLTextAreaElement | HTMLInputElement | null>(null);
  // One goes on typing behind what was put in.
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caret.current === null || !area.current) return;
    area.current.focus();
    area.current.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  const insert = (name: string) => {
    const text = `{{${written(name)}}}`;
    const from = area.current?.selectionStart ?? value.length;
    caret.current = from + text.length;
    onChange(value.slice(0, from) + text + value.slice(area.current?.selectionEnd ?? from));
  };
  const isOver = value.length > most;
  return (
    <div className="hx-words-field">
      <Field label={label} error={error} hint={hint}>
        {(control) =>
          props.oneLine ? (
            <Input
              {...control}
              ref={(input) => {
                area.current = input?.input ?? null;
              }}
              disabled={disabled}
              placeholder={props.placeholder}
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
          ) : (
            <Input.TextArea
              {...control}
              ref={(input) => {
                area.current = input?.resizableTextArea?.textArea ?? null;
              }}
              autoSize={{ minRows: 2, maxRows: 14 }}
              disabled={disabled}
              placeholder={props.placeholder}
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
          )
        }
      </Field>
      <div className="below">
        <span className={isOver ? 'f12 bad' : 'f12 t3'}>
          {t('letters', { n: format.number(value.length), most: format.number(most) })}
          {note ? ` · ${note}` : ''}
        </span>
        {variables.length > 0 && !disabled ? (
          <Menu
            align="end"
            width={264}
            groups={[
              {
                items: variables.map(({ name, words: each }) => ({
                  key: name,
                  label: say(each),
                  onSelect: () => insert(name),
                })),
              },
            ]}
            trigger={(trigger) => (
              <button type="button" className="hx-link f12" {...trigger}>
                <Icon name="plus" size={14} />
                {t('insert')}
              </button>
            )}
          />
        ) : null}
      </div>
    </div>
  );
}
