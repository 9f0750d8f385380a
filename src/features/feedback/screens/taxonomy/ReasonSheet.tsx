import { Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Field, Form } from '../../../../console/ui/Field.tsx';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { ReasonCode, type ReasonDefinition } from '../../contract.ts';
import { words } from '../words.ts';

const toLines = (phrases: readonly string[]) => phrases.map((phrase) => phrase.replaceAll(' ', '_')).join(' ');
const toPhrases = (text: string) => [
  ...new Set(
    text
      .split(/[\s，、,]+/)
      .map((phrase) => phrase.replaceAll('_', ' ').trim())
      .filter(Boolean),
  ),
];

export interface ReasonSheetProps {
  /** null: a new one. */
  readonly reason: ReasonDefinition | null;
  readonly taken: readonly string[];
  readonly close: () => void;
  readonly keep: (reason: ReasonDefinition) => void;
  readonly remove: (code: string) => void;
}

/** One reason: its names and the three lists of words. */
export default function ReasonSheet({ reason, taken, close, keep, remove }: ReasonSheetProps) {
  const t = useWords(words);
  const [code, setCode] = useState(reason?.code ?? '');
  const [label, setLabel] = useState(reason?.label ?? { zh: '', en: '' });
  const [lists, setLists] = useState({
    seeds: toLines(reason?.seeds ?? []),
    bad: toLines(reason?.bad ?? []),
    good: toLines(reason?.good ?? []),
  });
  const [tried, setTried] = useState(false);
  const wrongCode = !ReasonCode.safeParse(code).success
    ? t('taxonomy.wrongCode')
    : !reason && taken.includes(code)
      ? t('taxonomy.twice')
      : undefined;
  const seeds = toPhrases(lists.seeds);
  const isWhole = label.zh.trim() !== '' && label.en.trim() !== '' && seeds.length > 0;
  const submit = () => {
    setTried(true);
    if (wrongCode || !isWhole) return;
    const names = { zh: label.zh.trim(), en: label.en.trim() };
    keep({ code, label: names, seeds, bad: toPhrases(lists.bad), good: toPhrases(lists.good) });
    close();
  };
  return (
    <Sheet
      open
      title={reason ? label.zh : t('taxonomy.add')}
      close={close}
      width={480}
      primary={{ label: t('taxonomy.done'), onClick: submit }}
      note={tried && !isWhole ? t('taxonomy.needed') : undefined}
    >
      <Form onSubmit={submit}>
        <Field label={t('taxonomy.zh')}>
          {(field) => (
            <Input
              {...field}
              maxLength={40}
              value={label.zh}
              onChange={(e) => setLabel({ ...label, zh: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('taxonomy.en')}>
          {(field) => (
            <Input
              {...field}
              maxLength={60}
              value={label.en}
              onChange={(e) => setLabel({ ...label, en: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('taxonomy.code')} hint={t('taxonomy.codeHint')} error={tried ? wrongCode : undefined}>
          {(field) => (
            <Input
              {...field}
              maxLength={40}
              disabled={reason !== null}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
        {(['seeds', 'bad', 'good'] as const).map((list) => (
          <Field
            key={list}
            label={t(`taxonomy.${list}`)}
            hint={list === 'seeds' ? t('taxonomy.seedsHint') : undefined}
            optional={list === 'seeds' ? undefined : t('taxonomy.optional')}
          >
            {(field) => (
              <Input.TextArea
                {...field}
                autoSize={{ minRows: 3, maxRows: 9 }}
                value={lists[list]}
                onChange={(event) => setLists({ ...lists, [list]: event.target.value })}
              />
            )}
          </Field>
        ))}
        {reason ? (
          <div>
            <Button
              danger
              icon="trash"
              onClick={() => {
                remove(reason.code);
                close();
              }}
            >
              {t('taxonomy.remove')}
            </Button>
          </div>
        ) : null}
        <button type="submit" hidden />
      </Form>
    </Sheet>
  );
}
