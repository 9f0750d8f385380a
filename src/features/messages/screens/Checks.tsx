import type { Format } from '../../../console/format.ts';
import { useLocale } from '../../../console/lib/settings.ts';
import { Icon } from '../../../console/ui/Icon.tsx';
import type { Check } from '../contract-policy.ts';
import { checkWords } from '../contract-policy-words.ts';
import './Checks.css';

/** What the contact policy looked at, rule by rule. */
export function Checks({ checks, format }: { checks: readonly Check[]; format: Format }) {
  const locale = useLocale();
  return (
    <ul className="hx-checks">
      {checks.map((check, at) => {
        const { name, beside } = checkWords(check, locale, { when: format.when, day: format.isoDay });
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a rule may stand twice, the list is fixed
          <li key={at}>
            <span className={check.ok ? 'ok' : check.until ? 'warn' : 'bad'}>
              <Icon name={check.ok ? 'check' : check.until ? 'clock' : 'close'} size={14} />
            </span>
            <span>{name}</span>
            <span className="f12 t3">{beside}</span>
          </li>
        );
      })}
    </ul>
  );
}
