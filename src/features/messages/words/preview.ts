/** What a customer would get of words that nobody has published: made as they would be, and undone. */
import type { Form } from '../../../engine/forms/form.ts';
import { partsOf } from '../../../engine/sms/index.ts';
import type { Locale } from '../../../engine/words.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { newId } from '../../../kit/ids.ts';
import { saveForms } from '../../forms/index.ts';
import type { Attempt, Content } from '../adapter.ts';
import { openBinder } from './bind-templates.ts';
import { carriersOf, isAbsent, isSandbox } from '../accounts/carriers.ts';
import type { ChannelKind, MessageTemplate } from '../contract-definition.ts';
import type { Check, Decision } from '../contract-policy.ts';
import type { PreviewedChannel } from '../contract-preview.ts';
import { judgeOne } from '../policy/judge.ts';
import type { Claimed } from '../sending/store-attempts.ts';
import { saveTemplates } from './templates.ts';
import { toolsFor } from '../sending/tools.ts';
import { unsubscribeUrl } from '../inbound/unsubscribe.ts';
import { wordAttempts } from './words.ts';

export interface Previewed {
  readonly channel: ChannelKind;
  readonly content: Content;
  /** Variables without a value or a fallback. */
  readonly missing: readonly string[];
  readonly decision: Decision;
}

export interface PreviewQuestion {
  readonly template: MessageTemplate;
  readonly channels: readonly ChannelKind[];
  readonly customerId: string;
  /** In this language; in hers when left out. */
  readonly locale?: Locale | undefined;
  /** The playbook it is of, with the forms it may ask. */
  readonly of?: { readonly playbook: string; readonly forms: readonly Form[] } | undefined;
}

/** No version of a playbook gets so far: what stands there is undone. */
const UNSAVED = 2_000_000_000;

class Undone extends Error {
  readonly found: readonly Previewed[];
  constructor(found: readonly Previewed[]) {
    super('undone');
    this.found = found;
  }
}

/** Nothing stays: neither the template, nor a link that a variable has made. */
export function previewTemplate(ctx: Context, question: PreviewQuestion): Promise<readonly Previewed[]> {
  return ctx
    .tx(async (tx): Promise<readonly Previewed[]> => {
      throw new Undone(await previewIn(tx, ctx, question));
    })
    .catch((error: unknown) => {
      if (error instanceof Undone) return error.found;
      throw error;
    });
}

async function previewIn(
  tx: Tx,
  ctx: Context,
  { template, channels, customerId, locale, of }: PreviewQuestion,
): Promise<Previewed[]> {
  const owner = of ? { playbook: of.playbook, version: UNSAVED } : { playbook: newId('preview'), version: 1 };
  await saveTemplates(tx, ctx, owner, [template]);
  if (of) await saveForms(tx, ctx, owner, of.forms);
  const attempts = channels.map(
    (channel): Claimed => ({
      ...NOTHING_YET,
      message_id: newId('msg'),
      delivery_id: newId('dlv'),
      ...owner,
      message_key: template.key,
      customer_id: customerId,
      purpose: template.purpose,
      plan: [{ channel }],
      created_at: ctx.now,
      channel,
    }),
  );
  const binder = await openBinder(tx, ctx, await carriersOf(tx, ctx), attempts);
  const worded = binder.bind(attempts, await wordAttempts(tx, ctx, attempts, binder.fit, locale));
  const verdicts = await judgeOne(tx, ctx, {
    customerId,
    channels,
    purpose: template.purpose,
    playbook: of?.playbook,
  });
  return attempts.flatMap((attempt, at) => {
    const words = worded.get(attempt.delivery_id);
    const decision = verdicts[at]?.decision;
    if (!words || !decision) return [];
    const { content, missing, gates } = words;
    const filled: Check = { rule: 'variables', ok: missing.length === 0, values: { missing: missing.join(', ') } };
    const closed = [...gates, filled].find((check) => !check.ok);
    const refused: Pick<Decision, 'result' | 'reason' | 'until'> | null =
      closed && decision.result !== 'refuse' ? { result: 'refuse', reason: closed.rule, until: null } : null;
    const checks = [...decision.checks, ...gates, filled];
    return [{ channel: attempt.channel, content, missing, decision: { ...decision, ...refused, checks } }];
  });
}

const NOTHING_YET = {
  run_id: null,
  token: null,
  node: null,
  epoch: null,
  step: 0,
  at_step: 0,
  try: 1,
  state: 'waiting',
  reason: null,
  due_at: null,
  answered_at: null,
  closed_at: null,
  close_reason: null,
  variant: null,
  group_id: null,
  person_text: null,
  author_name: null,
  answers_at: null,
  send_to: null,
  choice: null,
} as const;

/** As screens are told of it. */
export const shownOf = ({ channel, content, missing, decision }: Previewed): PreviewedChannel => ({
  channel,
  subject: content.subject ?? null,
  text: content.text,
  missing: [...missing],
  parts: channel === 'sms' ? partsOf(content.text, { gsm: false }).parts : null,
  decision,
});

export interface Tried {
  readonly ok: boolean;
  /** No account carries the channel: nothing left the house. */
  readonly sandbox: boolean;
  readonly code: string | null;
  readonly note: string;
}

/** One attempt at an address of the person's own, outside the record: it is told to no customer and counts for nothing. */
export async function tryContent(
  ctx: Context,
  what: {
    readonly channel: ChannelKind;
    readonly to: string;
    readonly content: Content;
    readonly purpose: 'service' | 'marketing';
    readonly locale?: Locale | undefined;
  },
): Promise<Tried> {
  const carrier = (await ctx.tx((tx) => carriersOf(tx, ctx))).get(what.channel);
  if (!carrier || isSandbox(carrier) || isAbsent(carrier)) return { ok: true, sandbox: true, code: null, note: '' };
  const deliveryId = newId('dlv');
  const attempt: Attempt = {
    deliveryId,
    to: what.to,
    purpose: what.purpose,
    content: what.content,
    locale: what.locale ?? ctx.workspace.locale,
    unsubscribeUrl: unsubscribeUrl(ctx, deliveryId),
    signal: AbortSignal.timeout(25_000),
  };
  const outcome = await carrier.adapter.send(carrier.settings, attempt, toolsFor(ctx, what.channel));
  const ok = outcome.kind === 'accepted' || outcome.kind === 'confirmed';
  return { ok, sandbox: false, code: 'code' in outcome ? outcome.code : null, note: outcome.note ?? '' };
}
