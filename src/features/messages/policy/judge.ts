/** May these customers be told something now, and on which channel? Asked without sending, so nobody is held and nothing is kept. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { zoneCalendar } from '../../../kit/calendar-zone.ts';
import { carriersOf } from '../accounts/carriers.ts';
import type { ChannelKind } from '../contract-definition.ts';
import type { Check, Decision, Rule } from '../contract-policy.ts';
import { emptyBudgets, pays, purseOn } from '../decide-budget.ts';
import { concluded } from '../decide-policy.ts';
import { type Candidate, type OpenGate, openGate } from './gate.ts';
import { personsOf } from './persons.ts';
import { policyOf } from './policy.ts';
import { loadPrices } from './price.ts';
import { findSpend, nameOf } from './store-spend.ts';

export interface Question {
  readonly customerIds: readonly string[];
  /** In the order they would be tried. */
  readonly channels: readonly ChannelKind[];
  readonly purpose: 'service' | 'marketing';
  /** It asks for a form to be filled in. */
  readonly survey?: boolean | undefined;
  /** Whose budgets it is taken from. */
  readonly playbook?: string | undefined;
  /** When it would be sent; now when left out. What happens until then nobody knows: it is judged by what is known now. */
  readonly at?: Date | undefined;
}

export interface Reachable {
  readonly customerId: string;
  readonly channel: ChannelKind;
  readonly cost: number;
}

export interface Reach {
  readonly asked: number;
  /** May be sent to at once, each on the first channel that is open to her. */
  readonly sendable: readonly Reachable[];
  /** Would wait, on the first channel on which she would be reached at all. */
  readonly later: readonly (Reachable & { readonly until: string })[];
  /** Of those who may not be sent to at once: how many wait, and how many are not sent to, by the rule that decides. */
  readonly waiting: Readonly<Partial<Record<Rule, number>>>;
  readonly refused: Readonly<Partial<Record<Rule, number>>>;
}

/** Facts of so many are read at once: the memory it takes does not grow with the list. */
const BATCH = 2000;

interface Verdict {
  readonly channel: ChannelKind;
  readonly decision: Decision;
}

/** Set-based, for lists of any length. Customers who are one person are each judged by themselves: caps hold when it is sent. */
export async function judgeMany(tx: Tx, ctx: Context, question: Question): Promise<Reach> {
  const sendable: Reachable[] = [];
  const later: (Reachable & { until: string })[] = [];
  const waiting: Partial<Record<Rule, number>> = {};
  const refused: Partial<Record<Rule, number>> = {};
  const ids = [...new Set(question.customerIds)];
  const bill = await openBill(tx, ctx, question);
  for (let from = 0; from < ids.length; from += BATCH) {
    const { gate, candidateOf } = await gateFor(tx, ctx, question, ids.slice(from, from + BATCH));
    for (const customerId of ids.slice(from, from + BATCH)) {
      const best = firstOpen(question.channels, (channel) => bill.judge(gate, candidateOf(customerId, channel)));
      if (!best) continue;
      const { channel, decision } = best;
      const reach = { customerId, channel, cost: bill.costOf(channel) };
      if (decision.result === 'send') {
        bill.pay(channel);
        sendable.push(reach);
      } else if (decision.result === 'defer') {
        later.push({ ...reach, until: decision.until ?? decision.at });
        count(waiting, decision.reason);
      } else count(refused, decision.reason);
    }
  }
  return { asked: ids.length, sendable, later, waiting, refused };
}

/** One customer, every channel, every rule: why, and why not. */
export async function judgeOne(
  tx: Tx,
  ctx: Context,
  question: Omit<Question, 'customerIds'> & { readonly customerId: string },
): Promise<Verdict[]> {
  const { customerId, channels } = question;
  const bill = await openBill(tx, ctx, question);
  const { gate, candidateOf } = await gateFor(tx, ctx, question, [customerId]);
  return channels.map((channel) => bill.judge(gate, candidateOf(customerId, channel)));
}

type Asking = Omit<Question, 'customerIds'>;

async function gateFor(
  tx: Tx,
  ctx: Context,
  { channels, purpose, survey = false, at }: Asking,
  ids: readonly string[],
) {
  const then: Context = at && at > ctx.now ? { ...ctx, now: at } : ctx;
  const persons = await personsOf(tx, then, ids);
  const candidateOf = (customerId: string, channel: ChannelKind): Candidate => ({
    // No message has this id: nothing she was told is part of it.
    messageId: '',
    customerId,
    to: null,
    answers: null,
    channel,
    purpose,
    survey,
    createdAt: then.now.getTime(),
  });
  const candidates = ids.flatMap((id) => channels.map((channel) => candidateOf(id, channel)));
  const gate = await openGate(tx, then, persons, candidates, await carriersOf(tx, then));
  return { gate, candidateOf };
}

/** What it would cost, and whether the budgets would pay for it, the earlier of the list before the later. */
async function openBill(tx: Tx, ctx: Context, { playbook = '', at }: Asking) {
  const local = zoneCalendar(ctx.workspace.zone);
  const day = local.dateOf((at && at > ctx.now ? at : ctx.now).getTime());
  const policy = await policyOf(tx, ctx);
  const priceOf = await loadPrices(tx, ctx, policy, day);
  const purses = policy.budgets.map((budget) => purseOn(budget, day));
  const spent = new Map((await findSpend(tx, ctx.workspace.id, purses)).map((row) => [nameOf(row), row.spent]));
  const costOf = (channel: ChannelKind): number => priceOf(playbook, channel);
  return {
    costOf,
    pay(channel: ChannelKind): void {
      for (const budget of policy.budgets) {
        const name = nameOf(purseOn(budget, day));
        if (pays(budget, { channel, playbook })) spent.set(name, (spent.get(name) ?? 0) + costOf(channel));
      }
    },
    judge(gate: OpenGate, candidate: Candidate): Verdict {
      const { channel } = candidate;
      const { decision, zones } = gate.judge(candidate);
      const purchase = { channel, playbook, cost: costOf(channel) };
      const checks: Check[] =
        decision.result === 'send' && policy.budgets.length > 0
          ? emptyBudgets(policy.budgets, purchase, (budget) => spent.get(nameOf(purseOn(budget, day))) ?? 0, {
              day,
              local,
            })
          : [];
      if (checks.length === 0) return { channel, decision };
      return { channel, decision: concluded(gate, { ...candidate, zones }, [...decision.checks, ...checks]) };
    },
  };
}

const ORDER = { send: 0, defer: 1, refuse: 2 } as const;

/** The first channel that is open; else the first on which she would be reached later; else why the first of all is closed. */
function firstOpen(channels: readonly ChannelKind[], judge: (channel: ChannelKind) => Verdict): Verdict | undefined {
  let best: Verdict | undefined;
  for (const channel of channels) {
    const verdict = judge(channel);
    // What follows is not asked: most are open on the first.
    if (verdict.decision.result === 'send') return verdict;
    if (!best || ORDER[verdict.decision.result] < ORDER[best.decision.result]) best = verdict;
  }
  return best;
}

function count(counts: Partial<Record<Rule, number>>, rule: Rule | null): void {
  if (rule) counts[rule] = (counts[rule] ?? 0) + 1;
}
