import { useWords } from '../../../../console/lib/i18n.ts';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Menu } from '../../../../console/ui/Menu.tsx';
import { type Encoding, ENCODINGS, type ImportPreview } from '../../contract-imports.ts';
import { words } from './words.ts';

export interface Wish {
  readonly encoding?: Encoding;
  readonly delimiter?: string;
  readonly header?: boolean;
}

const ENCODING_WORDS = { 'utf-8': 'utf8', gb18030: 'gb', 'utf-16le': 'utf16' } as const;
const DELIMITERS = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'pipe'],
] as const;

/** How the file is read: found out by itself, changed here when the preview looks wrong. */
export function FormatBar({ preview, change }: { preview: ImportPreview; change: (wish: Wish) => void }) {
  const t = useWords(words);
  return (
    <div className="row g8 wrap">
      <Choice
        label={t('encoding')}
        value={preview.encoding}
        options={ENCODINGS.map((value) => ({ value, label: t(`encodings.${ENCODING_WORDS[value]}`) }))}
        choose={(encoding) => change({ encoding })}
      />
      <Choice
        label={t('delimiter')}
        value={preview.delimiter}
        options={DELIMITERS.map(([value, key]) => ({ value, label: t(`delimiters.${key}`) }))}
        choose={(delimiter) => change({ delimiter })}
      />
      <Choice
        label={t('header')}
        value={preview.header ? 'yes' : 'no'}
        options={[
          { value: 'yes', label: t('headerYes') },
          { value: 'no', label: t('headerNo') },
        ]}
        choose={(value) => change({ header: value === 'yes' })}
      />
    </div>
  );
}

function Choice<T extends string>({
  label,
  value,
  options,
  choose,
}: {
  label: string;
  value: T;
  options: readonly { readonly value: T; readonly label: string }[];
  choose: (value: T) => void;
}) {
  return (
    <Menu
      align="end"
      groups={[
        {
          items: options.map((option) => ({
            key: option.value,
            label: option.label,
            checked: option.value === value,
            onSelect: () => choose(option.value),
          })),
        },
      ]}
      trigger={(props) => (
        <button type="button" className="hx-pill" {...props}>
          <span className="t3">{label}</span>
          {options.find((option) => option.value === value)?.label ?? value}
          <Icon name="down" size={14} />
        </button>
      )}
    />
  );
}
