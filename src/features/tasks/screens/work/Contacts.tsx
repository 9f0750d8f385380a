import type { Format } from '../../../../console/format.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useLocale } from '../../../../console/lib/settings.ts';
import { Icon } from '../../../../console/ui/Icon.tsx';
import type { TaskDetail } from '../../contract.ts';
import { words } from '../words.ts';
import { contactIcon, contactLine } from './contact-line.ts';

/** 往来: what passed between her and us lately. */
export function Contacts({ detail, format }: { detail: TaskDetail; format: Format }) {
  const t = useWords(words);
  const locale = useLocale();
  const { contacts } = detail;
  return (
    <section className="hx-contacts">
      <div className="row between head">
        <h2>{t('contacts.title')}</h2>
        {contacts.length > 0 ? <span className="f12 t3">{t('contacts.count', { n: contacts.length })}</span> : null}
      </div>
      {contacts.length === 0 ? <p className="t3">{t('contacts.none')}</p> : null}
      <ol>
        {contacts.map((contact) => {
          const { left, quote, right } = contactLine(contact, locale);
          return (
            <li key={contact.eventId}>
              <time>{format.when(contact.at)}</time>
              <Icon name={contactIcon(contact)} />
              <span className="el">
                {left}
                {quote ? <span className="t2"> “{quote}”</span> : null}
              </span>
              <span className="f12 t3 nw">{contact.amount === null ? right : format.money(contact.amount)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
