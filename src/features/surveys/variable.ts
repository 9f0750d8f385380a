import { fillSlot } from '../../kit/slots/slot.ts';
import { messageVariable } from '../messages/index.ts';
import { mayAsk } from './cadence.ts';
import { mintLinks } from './links.ts';

/** `{{survey.link}}`: the personal page of the form its template names. One link per message, on whatever channel it goes out. */
export const surveyLink = fillSlot(messageVariable, {
  name: 'survey.link',
  words: { zh: '问卷链接', en: 'Survey link' },
  example: { zh: 'https://hx.example/s/AbC…', en: 'https://hx.example/s/AbC…' },
  check: (template) =>
    template.form === undefined
      ? { zh: '用了问卷链接，但没有说是哪张表单（form）', en: 'uses the survey link but names no form' }
      : null,
  gate: (tx, ctx, entries) =>
    mayAsk(
      tx,
      ctx,
      entries.filter((entry) => entry.form !== null),
    ),
  async resolve(tx, ctx, entries) {
    const asking = entries.filter((entry) => entry.form !== null);
    const links = await mintLinks(
      tx,
      ctx,
      asking.map(({ messageId, customerId, playbook, version, epoch, run, form, channel }) => ({
        messageId,
        customerId,
        ref: { playbook, version, form: form ?? '' },
        run,
        epoch,
        channel,
      })),
    );
    return new Map(asking.map(({ messageId }, at) => [messageId, links[at]?.url ?? '']));
  },
});
