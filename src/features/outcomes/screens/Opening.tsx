import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Opening } from '../../../console/ui/Page.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { Verdict } from '../../../console/ui/Verdict.tsx';
import { isFromFiles, type Scorecard } from '../contract.ts';
import { splitOf } from './row.ts';
import { words as recomputedWords } from './recomputed/words.ts';
import { words } from './words.ts';

/** The conclusion in one sentence, then what it rests on, then what is checked. */
export function ScorecardOpening({ card }: { card: Scorecard }) {
  const t = useWords(words);
  const r = useWords(recomputedWords);
  const say = useSay();
  const format = useFormat();
  const { enrolled, matured, period } = card;
  const b = (text: string) => <b key={text}>{text}</b>;
  const nobody = matured.t + matured.c === 0;
  return (
    <Opening
      badge={<Verdict kind={card.verdict} />}
      caption={t(isFromFiles(card) ? 'mode.files' : 'mode.registered', {
        goal: say(card.goal),
        mode: t(`mode.${card.mode}`),
      })}
      lead={say(card.headline.detail)}
      meta={[
        <span key="enrolled">
          {t('opening.enrolled')} {b(t('people', { count: format.number(enrolled.t + enrolled.c) }))}
          {period.entered_from ? t('opening.since', { date: format.day(period.entered_from) }) : ''}
        </span>,
        nobody ? (
          <span key="matured">
            {b(t('opening.nobody'))}
            {period.all_matured_on ? t('opening.nobodyUntil', { date: format.day(period.all_matured_on) }) : ''}
          </span>
        ) : (
          <span key="matured">
            {t('opening.matured')} {b(t('split', { t: format.number(matured.t), c: format.number(matured.c) }))}
            {period.matured_before ? t('opening.before', { date: format.day(period.matured_before) }) : ''}
          </span>
        ),
        <span key="windows">{t('opening.windows', { days: card.window.days, refund: card.window.refund_days })}</span>,
        <span key="definition">
          {t('opening.definition')}{' '}
          {b(
            isFromFiles(card)
              ? t('opening.fromFiles')
              : t('opening.fixedBefore', { version: card.definition_version, epoch: card.epoch }),
          )}
        </span>,
        ...(card.recomputed
          ? [
              <a key="changed" href="#recomputed">
                {r('below', { n: card.recomputed.changes.length })}
              </a>,
            ]
          : []),
      ]}
      side={<Checks card={card} />}
    >
      <Emphasised text={say(card.headline.title)} part={card.headline.emphasis ? say(card.headline.emphasis) : null} />
    </Opening>
  );
}

/** Only the figure of the sentence carries the accent. */
function Emphasised({ text, part }: { text: string; part: string | null }) {
  const at = part === null ? -1 : text.indexOf(part);
  if (part === null || at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <span className="ac">{part}</span>
      {text.slice(at + part.length)}
    </>
  );
}

/** 0.86, 0.004, 3e-7: as many digits as it takes to tell it from 0. */
const pText = (p: number) => (p >= 0.01 ? p.toFixed(2) : p >= 0.001 ? p.toFixed(3) : p.toExponential(0));

const srmLooks = {
  ok: { tone: 'ok', icon: 'check', words: 'opening.srmOk' },
  warning: { tone: 'warn', icon: 'warning', words: 'opening.srmWarning' },
  invalid: { tone: 'bad', icon: 'warning', words: 'opening.srmInvalid' },
} as const;

function Checks({ card }: { card: Scorecard }) {
  const t = useWords(words);
  const format = useFormat();
  const { srm, enrolled, holdout } = card;
  const look = srm ? srmLooks[srm.verdict] : null;
  const planned = splitOf(1 - holdout, holdout, Number.isInteger(Math.round(holdout * 1000) / 10) ? 0 : 1);
  return (
    <>
      {holdout === 0 ? <Tag tone="warn">{t('opening.noControl')}</Tag> : null}
      {look && srm ? (
        <Tag tone={look.tone} icon={look.icon} large>
          {t(look.words)} <span className="hx-thin">p = {pText(srm.p)}</span>
        </Tag>
      ) : holdout > 0 ? (
        <Tag>{t('opening.srmNone')}</Tag>
      ) : null}
      {holdout > 0 && enrolled.t + enrolled.c > 0 ? (
        <span>{t('opening.planned', { planned, actual: splitOf(enrolled.t, enrolled.c, 1) })}</span>
      ) : null}
      {card.control_contacted === null ? null : (
        <span>{t('opening.contacted', { share: format.percent(card.control_contacted) })}</span>
      )}
    </>
  );
}
