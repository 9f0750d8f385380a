import { useWords } from '../../../console/lib/i18n.ts';
import { words } from './words.ts';

/** Words of a document as people read them: what is filled in for each customer stands there by its name. */
export function Said({ text }: { text: string }) {
  const t = useWords(words);
  const nameOf = (variable: string): string => {
    switch (variable) {
      case 'company.name':
        return t('variable.company');
      case 'customer.first':
      case 'customer.name':
        return t('variable.customer');
      case 'survey.link':
        return t('variable.link');
      default:
        return t('variable.other');
    }
  };
  return text.split(/(\{\{[^}]*\}\})/).map((part, index) =>
    part.startsWith('{{') ? (
      // oxlint-disable-next-line react/no-array-index-key -- the parts of one text never move
      <mark key={index}>{nameOf(part.slice(2, -2).split('|')[0]?.trim() ?? '')}</mark>
    ) : (
      part
    ),
  );
}
