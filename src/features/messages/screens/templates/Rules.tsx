import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { Note } from '../../../../console/ui/States.tsx';
import { partsOf } from '../../../../engine/sms/parts.ts';
import { checkSmsTemplate, fillSms, type SmsTemplate, variablesIn } from '../../../../engine/sms/template.ts';
import { words } from './words.ts';

/** What is billed, and which rule the text breaks, as one types. */
export function Rules({ template }: { template: SmsTemplate }) {
  const t = useWords(words);
  const say = useSay();
  if (template.text.trim() === '') return null;
  const flaws = checkSmsTemplate(template);
  // Of what will stand in a variable nobody knows the length yet: its name stands for it.
  const text = fillSms(
    template.text,
    Object.fromEntries(variablesIn(template.text).map((name) => [name, `〈${name}〉`])),
  );
  const seen = template.sign ? `【${template.sign}】${text}` : text;
  const { parts, length, left } = partsOf(seen, { gsm: false });
  return (
    <div role="status">
      <p className="f12 t3">{t('parts', { length, parts, left })}</p>
      {flaws.length === 0 ? <Note tone="ok">{t('good')}</Note> : null}
      {flaws.map(({ rule, level, words: said }) => (
        <Note key={`${rule} ${said.en}`} tone={level}>
          {say(said)}
        </Note>
      ))}
    </div>
  );
}
