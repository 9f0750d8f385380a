import { useActorName } from '../../../console/lib/actor.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Card, Facts } from '../../../console/ui/Card.tsx';
import { Said } from '../../../console/ui/Said.tsx';
import { CHANNEL_WORDS } from '../../messages/contract-definition.ts';
import type { Locale, Words } from '../../../engine/words.ts';
import { planWords } from '../../messages/contract-plan-words.ts';
import type { Broadcast } from '../contract.ts';
import { words } from './words.ts';

/** Those in which something of its own is said. */
const languagesOf = ({ zh, en }: Partial<Words>): Locale[] =>
  zh === undefined || zh === en ? ['en'] : en === undefined ? ['zh'] : ['zh', 'en'];

/** Whom it is for, how fast, and what it says on each channel. */
export function About({ one }: { one: Broadcast }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const actor = useActorName();
  const { audience } = one;
  const whom = audience.segmentName ?? (audience.condition ? audience.sentence : t('run.everybody'));
  const facts: [string, React.ReactNode][] = [
    [t('run.whom'), whom],
    [t('editor.purpose'), t(`purpose.${one.purpose}`)],
    [t('editor.channels'), say(planWords(one.plan, one.preferred))],
    [t('run.pace'), t('run.paceValue', { count: format.number(one.perMinute) })],
  ];
  if (one.startedAt)
    facts.push([t('run.started'), t('run.by', { when: format.when(one.startedAt), who: actor(one.startedBy ?? '') })]);
  if (one.endedAt) facts.push([t('run.ended'), format.when(one.endedAt)]);
  return (
    <Card title={t('run.content')} className="hx-broadcast-about">
      <Facts rows={facts} />
      <ol className="hx-broadcast-words">
        {one.plan.map((step) => {
          const said = one.channels[step.channel];
          return (
            <li key={step.channel}>
              <h3>{say(CHANNEL_WORDS[step.channel])}</h3>
              {languagesOf(said?.text ?? {}).map((language, _at, all) => (
                <div key={language} lang={language} className="col">
                  {all.length > 1 ? <p className="f12 t3">{t(`language.${language}`)}</p> : null}
                  {said && 'subject' in said ? (
                    <p className="fw5">
                      <Said text={said.subject[language] ?? ''} />
                    </p>
                  ) : null}
                  <p className="said cjk">
                    <Said text={said?.text[language] ?? ''} />
                  </p>
                </div>
              ))}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
