import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import type { Draft } from '../../../../console/playbook/useDraft.ts';
import { words as draftWords } from '../../../../console/playbook/words.ts';
import type { Locale } from '../../../../engine/words.ts';
import { TEXT_PLACES } from '../../contract-definition.ts';
import { pathOf, read, sendingsOf, type Written } from './draft.ts';
import { words } from './words.ts';

/** What the server found wrong, at the fields of the page. */
export function useErrors(draft: Draft<Written>, locale: Locale) {
  const t = useWords(words);
  const language = useWords(draftWords);
  const say = useSay();
  const { sent, error, mended } = draft;
  const isBelow = (path: string | null, item = '') => path !== null && (item === path || item.startsWith(`${path}.`));
  const isMended = (path: string | undefined): boolean =>
    sent !== null && [...mended].some((field) => isBelow(pathOf(sent, field), path));
  const items = (sent && error?.code === 'playbook_invalid' ? error.errors : []).filter(({ path }) => !isMended(path));
  const at = (field: string): string | undefined =>
    sent ? items.find((each) => isBelow(pathOf(sent, field), each.path))?.message : undefined;
  return {
    /** What is left of them. */
    items,
    /** Of words: those of the language that is written, else of the other one, which is out of sight. */
    of: (field: string): string | undefined => {
      const other: Locale = locale === 'zh' ? 'en' : 'zh';
      const here = at(`${field}.${locale}`);
      const there = at(`${field}.${other}`);
      return here ?? (there && t('other', { language: language(other), message: there })) ?? at(field);
    },
    isIn: (message: string): boolean =>
      [`m/${message}`, ...sendsOf(draft.now, message).map((id) => `s/${id}`)].some((field) => at(field) !== undefined),
    /** `messages.0.channels.sms.text.zh`: 就诊问候 · 短信. */
    where: (path: string): string => {
      if (!sent) return path;
      const [, index = '', place = '', kind = ''] = /^messages\.(\d+)(?:\.channels\.(\w+)\.(\w+))?/.exec(path) ?? [];
      const message = index === '' ? undefined : read(sent).messages[Number(index)];
      const label = TEXT_PLACES[`${place}.${kind}`]?.label ?? TEXT_PLACES[place]?.label;
      if (message) return [say(message.name), label ? say(label) : ''].filter(Boolean).join(' · ');
      const step = sendingsOf(sent).find((each) => path.startsWith(`${each.path}.`));
      const sentBy = read(sent).messages.find(({ key }) => key === step?.message);
      return sentBy ? `${say(sentBy.name)} · ${t('sends')}` : path;
    },
  };
}

export const sendsOf = ({ sends }: Written, message: string): string[] =>
  Object.keys(sends).filter((id) => sends[id]?.message === message);
