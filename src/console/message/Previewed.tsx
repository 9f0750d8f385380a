import type { PreviewedChannel } from '../../features/messages/contract-preview.ts';
import { CHANNEL_WORDS } from '../../features/messages/contract-definition.ts';
import { reasonWords } from '../../features/broadcasts/contract-words.ts';
import { useSay, useWords } from '../lib/i18n.ts';
import { useFormat } from '../lib/session.tsx';
import { Tag } from '../ui/Tag.tsx';
import { words } from './words.ts';
import './Previewed.css';

const TONES = { send: 'ok', defer: 'warn', refuse: 'bad' } as const;

/** What one customer would get on a channel, and whether the rules would let it through now. */
export function Previewed({ one }: { one: PreviewedChannel }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const { result, reason } = one.decision;
  return (
    <div className="hx-previewed">
      <header>
        <h3>{say(CHANNEL_WORDS[one.channel])}</h3>
        <Tag tone={TONES[result]}>{t(result, { reason: reason ? say(reasonWords(reason)) : '' })}</Tag>
        <span className="grow" />
        {one.parts === null ? null : <span className="f12 t3">{t('parts', { count: one.parts })}</span>}
      </header>
      {one.subject ? <p className="fw5">{one.subject}</p> : null}
      <p className="bubble">{one.text}</p>
      {one.missing.length > 0 ? <p className="f12 bad">{t('missing', { names: format.list(one.missing) })}</p> : null}
    </div>
  );
}
