import { useEffect, useRef } from 'react';
import type { Format } from '../../../../console/format.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { Icon } from '../../../../console/ui/Icon.tsx';
import type { ChannelKind } from '../../contract-definition.ts';
import type { Written } from '../../contract-records.ts';
import type { Bubble, PersonThread } from '../../contract-sandbox.ts';
import { here, splitLinks, textOf } from '../shared.ts';
import { words } from '../words.ts';
import type { Acts } from './useActs.ts';

export interface Look {
  readonly bubbles: readonly Bubble[];
  readonly thread: PersonThread;
  readonly format: Format;
  readonly acts: Acts | null;
  readonly chooseMessage: (messageId: string) => void;
}

/** Minutes without a word before the time is written again. */
const PAUSE_MS = 10 * 60_000;

/** A conversation, as WeCom or the text messages of a phone show it. */
export function Chat({
  bubbles,
  thread,
  format,
  acts,
  chooseMessage,
  channel,
}: Look & { channel: Exclude<ChannelKind, 'email'> }) {
  const t = useWords(words);
  const end = useRef<HTMLDivElement>(null);
  const latest = bubbles.at(-1)?.key;
  const asked = bubbles.findLast((bubble) => bubble.from === 'us');
  useEffect(() => {
    end.current?.parentElement?.scrollTo({ top: end.current.parentElement.scrollHeight });
  }, [latest]);
  const mark = Array.from(thread.company)[0] ?? '·';
  return (
    <>
      <div className="head">
        <Icon name="left" />
        <div className="grow">
          <b className="el">{thread.company}</b>
          <span>{channel === 'sms' ? t('box.smsFrom') : t(`channel.${channel}`)}</span>
        </div>
        <Icon name="more" />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so a keyboard must reach it */}
      <div className="talk" tabIndex={0} role="log">
        {bubbles.map((bubble, at) => {
          const before = bubbles[at - 1];
          const pause = !before || Date.parse(bubble.at) - Date.parse(before.at) > PAUSE_MS;
          return (
            <div key={bubble.key} className="said">
              {pause ? <time>{format.when(bubble.at)}</time> : null}
              {bubble.from === 'us' ? (
                <div className="bubble">
                  {channel !== 'sms' ? (
                    <span className="mark" aria-hidden="true">
                      {mark}
                    </span>
                  ) : null}
                  <div className="column">
                    <Words bubble={bubble} acts={acts} choose={chooseMessage} />
                    {bubble.written?.choices ? (
                      <Choices
                        choices={bubble.written.choices}
                        touch={acts && !acts.busy && bubble === asked ? acts.reply : null}
                      />
                    ) : null}
                  </div>
                </div>
              ) : (
                <div className="bubble me">
                  <p>{bubble.text}</p>
                </div>
              )}
              {bubble.state === 'refused' ? <small>{t('box.shown')}</small> : null}
            </div>
          );
        })}
        <div ref={end} />
      </div>
    </>
  );
}

/** As a menu of WeCom or of the web chat: a touch is the answer. Of earlier questions it is only looked at. */
function Choices({
  choices,
  touch,
}: {
  choices: NonNullable<Written['choices']>;
  touch: ((text: string, choice: string) => void) | null;
}) {
  const t = useWords(words);
  return (
    <div className="choices" role="group" aria-label={t('box.choices')}>
      {choices.map(({ id, text }) => (
        <button key={id} type="button" disabled={!touch} onClick={() => touch?.(text, id)}>
          {text}
        </button>
      ))}
    </div>
  );
}

function Words({ bubble, acts, choose }: { bubble: Bubble; acts: Acts | null; choose: (messageId: string) => void }) {
  const text = textOf(bubble.written?.text ?? []);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- a shortcut: the panel says the same
    <p onClick={() => bubble.messageId && choose(bubble.messageId)}>
      {splitLinks(text).map((part, at) =>
        part.link ? (
          <a
            // oxlint-disable-next-line react/no-array-index-key -- pieces of one fixed text
            key={at}
            href={here(part.text)}
            target="_blank"
            rel="noreferrer"
            onClick={(event) => {
              if (!acts || event.metaKey || event.ctrlKey) return;
              event.preventDefault();
              event.stopPropagation();
              acts.openLink();
            }}
          >
            {part.text.replace(/^https?:\/\//, '')}
          </a>
        ) : (
          // oxlint-disable-next-line react/no-array-index-key -- pieces of one fixed text
          <span key={at}>{part.text}</span>
        ),
      )}
    </p>
  );
}
