import type { Format } from '../../../../console/format.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Steps } from '../../../../console/ui/Timeline.tsx';
import { customerTimeline } from '../../../customers/contract.ts';
import { listEventTypes } from '../../../events/contract.ts';
import type { MessageDetail } from '../../contract-records.ts';
import { reasonOf } from '../shared.ts';
import { words } from '../words.ts';
import { type StoryLine, storyOf } from './story.ts';

/** What was tried, what was told, what it caused, and what comes next. */
export function Story({ message, customerId, format }: { message: MessageDetail; customerId: string; format: Format }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const timeline = useEndpoint(
    customerTimeline,
    { params: { id: customerId }, query: { limit: 40 } },
    { every: 5000, enabled: can('customers:read') },
  );
  const types = useEndpoint(listEventTypes, {}, { staleTime: 60_000, enabled: can('events:read') });
  const typeName = (type: string) => {
    const found = types.data?.items.find((row) => row.type === type)?.words;
    return found ? say(found) : type;
  };
  const lines = storyOf(message, timeline.data?.items ?? []);
  const textOf = (line: StoryLine): { text: string; detail?: string } => {
    switch (line.kind) {
      case 'attempt': {
        const detail =
          line.reason && line.what !== 'delivered' && line.what !== 'read'
            ? t(reasonOf(line.channel, line.reason))
            : undefined;
        const text = t('story.attempt', { channel: t(`channel.${line.channel}`), what: t(`attempt.${line.what}`) });
        return detail ? { text, detail } : { text };
      }
      case 'reply':
        return { text: t(line.optOut ? 'story.optOut' : 'story.reply'), detail: `“${line.text}”` };
      case 'closed':
        return { text: t(`story.closed.${line.reason as 'answered'}`) };
      case 'event':
        return line.note ? { text: typeName(line.type), detail: `“${line.note}”` } : { text: typeName(line.type) };
      case 'due': {
        const text = t(line.sure ? 'story.due' : 'story.next', {
          time: format.when(line.at),
          channel: t(`channel.${line.channel}`),
        });
        return line.reason ? { text, detail: t(reasonOf(line.channel, line.reason)) } : { text };
      }
    }
  };
  return (
    <Steps
      steps={lines.map((line) => ({
        key: line.key,
        state: line.state,
        ...textOf(line),
        right: line.kind === 'due' ? null : near(line.at, format),
      }))}
    />
  );
}

function near(at: string, format: Format): string {
  const when = format.when(at);
  return /^(今天|Today) /.test(when) ? format.time(at) : when;
}
