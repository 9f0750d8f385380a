/**
 * Attempts made at the same moment with the same words become one task: whoever has to confirm it confirms once, not two hundred times. WeCom gives
 * each customer to the colleague who last talked to her, so one task is as good as many.
 */
import type { ChannelTools, Outcome } from '../../../messages/index.ts';
import { type Client, textOf } from '../api/client.ts';
import { outcomeOf } from '../api/errors.ts';

/** Of one task; the interface takes more, a colleague hardly. */
const MOST = 500;

interface Group {
  readonly client: Client;
  readonly text: string;
  readonly to: Map<string, (outcome: Outcome) => void>;
}

const open = new Map<string, Group>();

export function joinTask(
  client: Client,
  tools: ChannelTools,
  { text, to }: { readonly text: string; readonly to: string },
): Promise<Outcome> {
  // Of this workspace only: what is taken back is taken back whole.
  const key = JSON.stringify([tools.callbackUrl, text]);
  return new Promise((resolve, reject) => {
    const group = open.get(key) ?? begin(key, { client, text, to: new Map() }, reject);
    if (group.to.has(to)) {
      // Twice the same words to the same customer: two tasks.
      void make({ client, text, to: new Map([[to, resolve]]) }).catch(reject);
      return;
    }
    group.to.set(to, resolve);
    if (group.to.size >= MOST) open.delete(key);
  });
}

/** Those of one batch are asked for in one go, before anything else can happen. */
function begin(key: string, group: Group, failed: (error: unknown) => void): Group {
  open.set(key, group);
  setImmediate(() => {
    if (open.get(key) === group) open.delete(key);
    make(group).catch(failed);
  });
  return group;
}

async function make({ client, text, to }: Group): Promise<void> {
  const all = [...to.keys()];
  try {
    const said = await client.post('/cgi-bin/externalcontact/add_msg_template', {
      chat_type: 'single',
      external_userid: all,
      text: { content: text },
    });
    const failed = new Set(Array.isArray(said['fail_list']) ? said['fail_list'].map(textOf) : []);
    for (const [id, done] of to) done(failed.has(id) ? REFUSED : accepted(textOf(said['msgid'])));
  } catch (error) {
    const outcome = outcomeOf(error);
    const one = outcome.kind === 'rejected' && outcome.scope === 'recipient' && to.size > 1;
    // One bad customer spoils the call; nothing was done, so the others go alone.
    if (one) for (const [id, done] of to) await make({ client, text, to: new Map([[id, done]]) });
    else for (const done of to.values()) done(outcome);
  }
}

const REFUSED: Outcome = {
  kind: 'rejected',
  scope: 'recipient',
  code: 'fail_list',
  note: 'no colleague can send to this customer',
};

const accepted = (providerId: string): Outcome => ({ kind: 'accepted', providerId, awaiting: 'staff' });
