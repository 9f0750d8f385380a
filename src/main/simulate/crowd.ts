/** The customers of a simulated workspace: what they do unasked, and what they do about what reaches them. */
import { type NewOrder, recordOrders } from '../../features/customers/index.ts';
import type { Form } from '../../engine/forms/form.ts';
import { answerByLink } from '../../features/surveys/index.ts';
import { type NewEvent, record } from '../../features/events/index.ts';
import { answersOf } from './answers.ts';
import { atOnce } from './at-once.ts';
import type { Clockwork } from './clockwork.ts';
import { type Entry, openDiary } from './diary.ts';
import { type Arrival, linkIn, readReceipts, touchLink, writeBack } from './faces.ts';
import { buysWithin, type Deed, lastPurchase, type Life } from './life.ts';
import { dieFor } from './nature.ts';
import { reactionsTo } from './react.ts';
import type { Experience } from './trouble.ts';
import { type Enrolled, reach, type WakePlan } from './wake.ts';
import type { Trade } from './words.ts';

export interface CrowdPlan extends WakePlan {
  readonly trade: Trade;
  /** The playbook whose contact brings people back. */
  readonly playbook: string;
}

type Act =
  | { readonly kind: 'deed'; readonly deed: Deed }
  | { readonly kind: 'read'; readonly arrival: Arrival }
  | { readonly kind: 'look'; readonly life: Life; readonly short: string }
  | {
      readonly kind: 'answer';
      readonly life: Life;
      readonly token: string;
      readonly short: string | null;
      readonly longAgo: boolean;
      readonly complete: boolean;
      readonly n: number;
    }
  | { readonly kind: 'write'; readonly life: Life; readonly arrival: Arrival; readonly text: string };

const CALM: Experience = { trouble: null, grade: 0 };

export class Crowd {
  readonly enrolled = new Map<string, Enrolled>();
  readonly #plan: CrowdPlan;
  readonly #lives: ReadonlyMap<string, Life>;
  readonly #diary = openDiary<Act>();
  readonly #received = new Map<string, number>();
  readonly #asked = new Map<string, number>();
  readonly counts = { orders: 0, events: 0, arrivals: 0, reads: 0, answers: 0, replies: 0 };

  constructor(plan: CrowdPlan, lives: readonly Life[]) {
    this.#plan = plan;
    this.#lives = new Map(lives.map((life) => [life.customerId, life]));
    for (const life of lives) for (const deed of life.deeds) this.#diary.add(deed.at, { kind: 'deed', deed });
  }

  lifeOf(customerId: string): Life | undefined {
    return this.#lives.get(customerId);
  }

  /**
   * Lets everything happen that they meant to do until now. What it causes is left in the outbox, but with `closely` each answer has its
   * effects at its own time.
   */
  async act(clock: Clockwork, now: number, closely: boolean): Promise<void> {
    const due = this.#diary.until(now);
    if (due.length === 0) return;
    // each answer at its own time, the rest together
    const answers = due.flatMap(({ at, what }) => (what.kind === 'answer' ? [{ at, what }] : []));
    if (closely) {
      for (const { at, what } of answers) {
        await this.#answer(clock, at, what);
        await clock.drain(at);
      }
    } else {
      await atOnce(
        answers,
        ({ what }) => what.life.customerId,
        ({ at, what }) => this.#answer(clock, at, what),
      );
    }
    await this.#liveOn(clock, now, due);
    const reads = due.flatMap(({ at, what }) => (what.kind === 'read' ? [{ arrival: what.arrival, at }] : []));
    const writes = due.flatMap(({ at, what }) => (what.kind === 'write' ? [{ ...what, at }] : []));
    const ctx = clock.at(now);
    if (reads.length > 0) await ctx.tx((tx) => readReceipts(tx, ctx, reads));
    if (writes.length > 0) await ctx.tx((tx) => writeBack(tx, ctx, writes));
    for (const { at, what } of due)
      if (what.kind === 'look') await touchLink(clock.at(at), what.short, what.life.customerId);
    this.counts.reads += reads.length;
    this.counts.replies += writes.length;
  }

  async #liveOn(clock: Clockwork, now: number, due: readonly Entry<Act>[]): Promise<void> {
    const orders: NewOrder[] = [];
    const events: NewEvent[] = [];
    for (const { what } of due) {
      if (what.kind !== 'deed') continue;
      if (what.deed.order) orders.push(what.deed.order);
      if (what.deed.event) events.push(what.deed.event);
    }
    if (orders.length === 0 && events.length === 0) return;
    const ctx = clock.at(now);
    await ctx.tx(async (tx) => {
      await recordOrders(tx, ctx, orders);
      await record(tx, ctx, events);
    });
    this.counts.orders += orders.length;
    this.counts.events += events.length;
  }

  async #answer(clock: Clockwork, at: number, act: Extract<Act, { kind: 'answer' }>): Promise<void> {
    const { life, token, short, longAgo, complete, n } = act;
    const die = dieFor(this.#plan.seed, life.externalId, 'answers', n);
    const last = lastPurchase(life, at);
    const mood = {
      nature: life.nature,
      experience: last?.experience ?? CALM,
      likely: meansTo(life, at),
      about: { trade: this.#plan.trade, bought: last?.bought ?? '' },
      longAgo,
    };
    const ctx = clock.at(at);
    if (short !== null) await touchLink(ctx, short, life.customerId);
    const fill = (form: Form) => answersOf(die, form, mood);
    const taken = await ctx.tx((tx) => answerByLink(tx, ctx, { token, fill, complete }));
    if (!taken) return;
    this.counts.answers += 1;
  }

  /** What has reached them since: each decides now what she will do about it, and when. */
  notice(arrivals: readonly Arrival[]): void {
    for (const arrival of arrivals) {
      const life = this.#lives.get(arrival.customerId);
      if (!life) continue;
      this.counts.arrivals += 1;
      const n = count(this.#received, life.customerId);
      const before = count(this.#asked, `${life.customerId} ${arrival.playbook}`) - 1;
      const die = dieFor(this.#plan.seed, life.externalId, 'message', n);
      const token = linkIn(arrival.text);
      const experience = lastPurchase(life, arrival.at)?.experience ?? CALM;
      const message = { ...arrival, hasLink: token !== null, before: Math.min(before, 3) };
      for (const reaction of reactionsTo(die, life.nature, experience, message)) {
        if (reaction.kind === 'read') this.#diary.add(reaction.at, { kind: 'read', arrival });
        else if (reaction.kind === 'look') {
          if (arrival.short !== null) this.#diary.add(reaction.at, { kind: 'look', life, short: arrival.short });
        } else if (reaction.kind !== 'answer')
          this.#diary.add(reaction.at, { kind: 'write', life, arrival, text: reaction.text });
        else if (token !== null) {
          const longAgo = arrival.purpose === 'marketing';
          this.#diary.add(reaction.at, {
            kind: 'answer',
            life,
            token,
            short: arrival.short,
            longAgo,
            complete: reaction.complete,
            n,
          });
        }
      }
      this.reached(life, arrival.playbook, arrival.at);
    }
  }

  /** Something of a playbook really reached her: a message that arrived, or a call. */
  reached(life: Life, playbook: string, at: number): void {
    if (playbook !== this.#plan.playbook) return;
    const enrolled = this.enrolled.get(life.customerId);
    const comes = enrolled ? reach(life, enrolled, at, this.#plan) : null;
    if (comes === null) return;
    const { deeds, purchase } = life.comesBack(dieFor(this.#plan.seed, life.externalId, 'comes back'), comes);
    for (const deed of deeds) this.#diary.add(deed.at, { kind: 'deed', deed });
    life.purchases.push(purchase);
    life.purchases.sort((a, b) => a.at - b.at);
  }
}

/** How much of what she will do within three months she knows when she is asked; the rest is what is usual with her. */
const KNOWS = 0.12;

function meansTo(life: Life, at: number): number {
  const comes = buysWithin(life, at, at + 90 * 86_400_000);
  return (1 - KNOWS) * life.unasked(at, 90) + (comes ? KNOWS : 0);
}

function count(map: Map<string, number>, key: string): number {
  const n = (map.get(key) ?? 0) + 1;
  map.set(key, n);
  return n;
}
