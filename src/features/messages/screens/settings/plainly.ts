import { useWords } from '../../../../console/lib/i18n.ts';
import { words } from '../words.ts';

/** What servers and libraries say in their own words when a setting is wrong, by what it means. */
const SAID = [
  [/ENOTFOUND|EDNS|EAI_AGAIN/, 'dns'],
  [/ECONNREFUSED/, 'refused'],
  [/certificate|CERT_/i, 'certificate'],
  [/ETIMEDOUT|timed? ?out|TimeoutError|aborted/i, 'timeout'],
  [/EAUTH|\b(401|403|535|40001|40013|40125|20003)\b|SignatureDoesNotMatch|InvalidAccessKey|AuthFailure/i, 'keys'],
  [/fetch failed|ECONNRESET|EHOSTUNREACH|ESOCKET|unreached|bad.?port/i, 'unreached'],
] as const;

/** The provider's answer with what it means before it, where that is known. */
export function usePlainly(): (note: string) => string {
  const t = useWords(words);
  return (note) => {
    const meaning = SAID.find(([pattern]) => pattern.test(note))?.[1];
    return meaning ? t('channels.plainly', { plain: t(`channels.plain.${meaning}`), note }) : note;
  };
}
