import { z } from 'zod';
import { zoneCalendar } from '../../../kit/calendar-zone.ts';
import { say } from '../../../engine/words.ts';
import type { Context } from '../../../kit/context.ts';
import { Problem } from '../../../kit/errors.ts';
import type { ActionEntry } from '../../flows/index.ts';
import { defineFlowAction } from '../../flows/index.ts';
import { currentEpoch } from '../../experiments/index.ts';
import { periodOf } from '../../rules/index.ts';
import { PlaybookKey } from '../contract-definition.ts';
import { draw } from '../draw.ts';
import type { StoredPlaybook } from '../store.ts';
import * as store from '../store.ts';

const Params = z.strictObject({ playbook: PlaybookKey });
type Entry = ActionEntry<z.infer<typeof Params>>;

/** In a flow: hands the customer over to another running playbook, whose own chance decides the arm. */
export const handOverAction = defineFlowAction({
  name: 'enrol',
  words: { zh: '进入另一个方案', en: 'Enrol into another playbook' },
  params: Params,
  ends: 'now',
  describe: ({ playbook }) => ({ zh: `进入「${playbook}」`, en: `Into “${playbook}”` }),
  async run(tx, ctx, entries) {
    for (const [playbook, own] of byPlaybook(entries)) {
      const there = await store.findPlaybook(tx, ctx.workspace.id, playbook);
      const epoch = await currentEpoch(tx, ctx, playbook);
      if (there?.status !== 'running' || !epoch) throw notRunning(playbook, there, ctx);
      const [{ flow, version }] = own as [Entry];
      const live = await store.findVersion(tx, ctx.workspace.id, playbook, there.liveVersion ?? there.version);
      const again = live?.again ?? 'once';
      // As its own trigger would: who may walk through once a month is not handed in a second time, however many hand over.
      const period =
        again === 'event' ? null : periodOf({ per: again, key: epoch.salt }, ctx.now, zoneCalendar(ctx.workspace.zone));
      const rows = own.map(({ customerId, runId, token }) => ({ customerId, period: period ?? `${runId}:${token}` }));
      await draw(tx, ctx, { epoch, by: { id: `flow:${flow}`, version }, fired: store.handedOver(rows) });
    }
  },
});

function notRunning(key: string, there: StoredPlaybook | null, { workspace }: Context): Problem {
  return new Problem('playbook_not_running', { name: there ? say(there.definition.name, workspace.locale) : key });
}

function byPlaybook(entries: readonly Entry[]): Map<string, Entry[]> {
  const found = new Map<string, Entry[]>();
  for (const entry of entries) {
    const list = found.get(entry.params.playbook);
    if (list) list.push(entry);
    else found.set(entry.params.playbook, [entry]);
  }
  return found;
}
