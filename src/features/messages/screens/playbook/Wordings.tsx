import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Card } from '../../../../console/ui/Card.tsx';
import { Menu } from '../../../../console/ui/Menu.tsx';
import { Note } from '../../../../console/ui/States.tsx';
import { CHANNEL_WORDS, ChannelKind } from '../../contract-definition.ts';
import { addChannel, channelsOf } from './draft.ts';
import type { Part } from './part.ts';
import { Wording } from './Wording.tsx';
import { words } from './words.ts';

/** The words of a message, channel by channel. */
export function Wordings(part: Part) {
  const { written, message, may, set } = part;
  const t = useWords(words);
  const say = useSay();
  const channels = channelsOf(message);
  const left = ChannelKind.options.filter((kind) => !channels.includes(kind));
  return (
    <Card
      title={t('words')}
      extra={
        may && left.length > 0 ? (
          <Menu
            align="end"
            groups={[
              {
                items: left.map((kind) => ({
                  key: kind,
                  label: say(CHANNEL_WORDS[kind]),
                  onSelect: () => set(addChannel(written, message.key, kind)),
                })),
              },
            ]}
            trigger={(trigger) => (
              <Button size="small" icon="plus" {...trigger}>
                {t('add')}
              </Button>
            )}
          />
        ) : null
      }
    >
      {may ? <p className="f12 t3 cjk">{t('languageHint')}</p> : null}
      {message.variants ? <Note tone="warn">{t('second')}</Note> : null}
      <ul className="hx-messages-words">
        {channels.map((channel) => (
          <Wording key={channel} {...part} channel={channel} />
        ))}
      </ul>
    </Card>
  );
}
