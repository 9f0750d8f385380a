/** The agents of a simulated workspace: take their tasks up, call, write down what was said; some do it late, some leave it to the superior. */
import type { WorkCalendar } from '../../features/calendar/index.ts';
import { type Call, callResult, recordOf, superiorTakesUpAfter, takesUpAfter } from './agents.ts';
import { atOnce } from './at-once.ts';
import type { Clockwork } from './clockwork.ts';
import type { Crowd } from './crowd.ts';
import { openDiary } from './diary.ts';
import { acceptTask, finishTask, formOf, type OpenTask } from './faces.ts';
import { lastPurchase, type Life } from './life.ts';
import { dieFor } from './nature.ts';
import type { Staffer } from './staff.ts';

interface Step {
  readonly kind: 'take' | 'finish';
  readonly task: OpenTask;
  readonly who: Staffer;
  readonly life: Life;
  readonly n: number;
  readonly attempt: number;
}

/** Minutes of work by which somebody takes a task up later than she usually would. */
export type Delay = (task: OpenTask, who: Staffer) => number;

export class Desk {
  readonly counts = { tasks: 0, taken: 0, finished: 0 };
  readonly #seed: string;
  readonly #staff: ReadonlyMap<string, Staffer>;
  readonly #calendar: WorkCalendar;
  readonly #leaves: (at: number) => number;
  readonly #delay: Delay;
  readonly #diary = openDiary<Step>();
  readonly #seen = new Map<string, number>();

  /** `leaves`: share of what comes in at an instant that is left lying, or begun and not ended. `delay`: how much later a task is taken up. */
  constructor(
    seed: string,
    staff: ReadonlyMap<string, Staffer>,
    calendar: WorkCalendar,
    leaves: (at: number) => number = () => 0,
    delay: Delay = () => 0,
  ) {
    this.#leaves = leaves;
    this.#delay = delay;
    this.#seed = seed;
    this.#staff = staff;
    this.#calendar = calendar;
  }

  /** New tasks, and those that have just been handed to the superior. */
  notice(tasks: readonly OpenTask[], crowd: Crowd): void {
    for (const task of tasks) {
      const life = crowd.lifeOf(task.customerId);
      if (!life) continue;
      const n = (this.#seen.get(life.customerId) ?? 0) + 1;
      this.#seen.set(life.customerId, n);
      const superior = task.escalatedTo === null ? undefined : this.#staff.get(task.escalatedTo);
      const who = superior ?? this.#staff.get(task.assigneeId ?? '') ?? this.#anybody(life, n);
      if (!who) continue;
      this.counts.tasks += superior ? 0 : 1;
      const die = dieFor(this.#seed, life.externalId, superior ? 'superior' : 'agent', n);
      const minutes = superior ? superiorTakesUpAfter(die) : takesUpAfter(die);
      if (minutes === null || die.hits(this.#leaves(task.since))) continue;
      const later = superior ? 0 : this.#delay(task, who);
      this.#diary.add(this.#afterWork(task.since, minutes + later), { kind: 'take', task, who, life, n, attempt: 1 });
    }
  }

  /** Where nobody was assigned, an agent claims it. */
  #anybody(life: Life, n: number): Staffer | undefined {
    const agents = [...this.#staff.values()]
      .filter(({ role }) => role === 'agent')
      .toSorted((a, b) => (a.email < b.email ? -1 : 1));
    return agents.length > 0 ? dieFor(this.#seed, life.externalId, 'claims', n).pick(agents) : undefined;
  }

  #afterWork(from: number, minutes: number): number {
    return this.#calendar.add(new Date(from), { n: Math.max(1, Math.round(minutes)), unit: 'minute' }).at.getTime();
  }

  async act(clock: Clockwork, now: number, crowd: Crowd): Promise<void> {
    // a step may lead to another one before now
    for (let due = this.#diary.until(now); due.length > 0; due = this.#diary.until(now)) {
      await atOnce(
        due,
        ({ what }) => what.life.customerId,
        ({ at, what }) => (what.kind === 'take' ? this.#take(clock, at, what) : this.#finish(clock, at, what, crowd)),
      );
    }
  }

  async #take(clock: Clockwork, at: number, step: Step): Promise<void> {
    if (!(await acceptTask(clock.at(at, step.who), step.task.taskId))) return;
    this.counts.taken += 1;
    const die = dieFor(this.#seed, step.life.externalId, 'calls', step.n);
    // begun and not ended: somebody finds it so
    if (die.hits(this.#leaves(at))) return;
    this.#diary.add(this.#afterWork(at, 3 + die.exponential(9)), { ...step, kind: 'finish' });
  }

  async #finish(clock: Clockwork, at: number, step: Step, crowd: Crowd): Promise<void> {
    const { task, who, life, n, attempt } = step;
    const die = dieFor(this.#seed, life.externalId, 'call', n, attempt);
    const ctx = clock.at(at, who);
    const result = callResult(die, life.nature, attempt);
    const call: Call = {
      nature: life.nature,
      experience: lastPurchase(life, at)?.experience ?? { trouble: null, grade: 0 },
      willing: life.unasked(at, 60),
    };
    const record = result === 'done' ? recordOf(die, await formOf(ctx, task), call) : { answers: {}, note: '' };
    const finished = await finishTask(ctx, task, { result, ...record });
    if (finished === null) return;
    if (result === 'done' && task.playbook !== null) crowd.reached(life, task.playbook, at);
    if (finished.retryAt === null) this.counts.finished += 1;
    else {
      const again = this.#afterWork(finished.retryAt.getTime(), 2 + 30 * die.next());
      this.#diary.add(again, { ...step, kind: 'finish', attempt: attempt + 1 });
    }
  }
}
