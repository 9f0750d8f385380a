import { Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useLocale } from '../../../console/lib/settings.ts';
import { useAction } from '../../../console/query.ts';
import { Field } from '../../../console/ui/Field.tsx';
import { Said } from '../../../console/ui/Said.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { ErrorNote, Note } from '../../../console/ui/States.tsx';
import { listTrials, type TrialPart } from '../contract-trials.ts';
import { listWordings, type OpenPart, type Place, writeWording } from '../contract-wordings.ts';
import { keyOf } from './key.ts';
import { words } from './words.ts';

const LANGUAGES = ['zh', 'en'] as const;
type Texts = Readonly<Record<string, Readonly<Partial<Record<(typeof LANGUAGES)[number], string>>>>>;

/** The second wording beside the words in force, place by place; saved, it can be tried at once. */
export default function WordingSheet({
  parts,
  close,
  onWritten,
}: {
  parts: readonly OpenPart[];
  close: () => void;
  onWritten: (part: TrialPart) => void;
}) {
  const t = useWords(words);
  const say = useSay();
  const locale = useLocale();
  const [chosen, choose] = useState(parts[0] ? keyOf(parts[0]) : '');
  const part = parts.find((each) => keyOf(each) === chosen);
  const [share, setShare] = useState<number | null>(null);
  const [texts, setTexts] = useState<Texts>({});
  const write = useAction(writeWording, { changes: [listTrials, listWordings], onDone: onWritten });
  const textOf = ({ place, a, b }: Place, language: 'zh' | 'en') => texts[place]?.[language] ?? (b ?? a)[language];
  const differs = part?.places.some((place) => LANGUAGES.some((each) => textOf(place, each) !== place.a[each]));
  const percent = share ?? Math.round((part?.share ?? 0.5) * 100);
  return (
    <Sheet
      open
      width={560}
      title={t('wording.title')}
      close={close}
      note={differs ? null : t('wording.same')}
      primary={{
        label: t('wording.submit'),
        disabled: !part || !differs,
        loading: write.isPending,
        onClick: () => {
          if (!part) return;
          const written = part.places.map((each) => [each.place, { zh: textOf(each, 'zh'), en: textOf(each, 'en') }]);
          const { playbook, kind, part: key } = part;
          write.mutate({
            body: { playbook, kind, part: key, share: percent / 100, texts: Object.fromEntries(written) },
          });
        },
      }}
    >
      <div className="hx-form">
        <Field label={t('sheet.part')}>
          {(field) => (
            <Select
              {...field}
              showSearch={{ optionFilterProp: 'label' }}
              value={chosen}
              onChange={(value) => {
                choose(value);
                setTexts({});
                setShare(null);
              }}
              options={parts.map((each) => ({
                value: keyOf(each),
                label: `${say(each.playbookName)} · ${t('name', { kind: t(`kind.${each.kind}`), part: say(each.partName) })}`,
              }))}
            />
          )}
        </Field>
        {part?.places.map((place) => (
          <PlaceFields
            key={`${chosen}/${place.place}`}
            place={place}
            first={locale}
            textOf={(language) => textOf(place, language)}
            write={(language, text) =>
              setTexts({ ...texts, [place.place]: { ...texts[place.place], [language]: text } })
            }
          />
        ))}
        <Field label={t('wording.share')} hint={t('wording.shareHint')}>
          {(field) => (
            <InputNumber
              {...field}
              min={10}
              max={90}
              precision={0}
              suffix="%"
              style={{ width: 120 }}
              value={percent}
              onChange={setShare}
            />
          )}
        </Field>
        <Note>{t('wording.note')}</Note>
        <ErrorNote error={write.error} />
      </div>
    </Sheet>
  );
}

/** The language one reads is open, the other one folded. */
function PlaceFields({
  place,
  first,
  textOf,
  write,
}: {
  place: Place;
  first: 'zh' | 'en';
  textOf: (language: 'zh' | 'en') => string;
  write: (language: 'zh' | 'en', text: string) => void;
}) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const other = first === 'zh' ? 'en' : 'zh';
  const field = (language: 'zh' | 'en', label: string) => (
    <Field label={label} hint={t('wording.count', { count: format.number(textOf(language).length), most: place.most })}>
      {(props) => (
        <Input.TextArea
          {...props}
          autoSize={{ minRows: place.most > 200 ? 3 : 1, maxRows: 12 }}
          maxLength={place.most}
          value={textOf(language)}
          onChange={({ target }) => write(language, target.value)}
        />
      )}
    </Field>
  );
  return (
    <div className="hx-wording">
      <blockquote>
        <b>{t('a')}</b> <Said text={place.a[first]} />
      </blockquote>
      {field(first, t('wording.of', { place: say(place.label) }))}
      <details>
        <summary>{t(`wording.${other}`)}</summary>
        {field(other, t('wording.ofOther', { place: say(place.label), language: t(`wording.${other}`) }))}
      </details>
    </div>
  );
}
