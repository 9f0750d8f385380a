/** What every engine must pass: one and the same call flow, the same keys, the same answers, whoever carries the call. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VISIT } from '../../../engine/forms/testing/visit.ts';
import type { CallDetail } from '../contract.ts';
import { API, type Calling } from './calling.ts';

export interface Carried {
  readonly calling: Calling;
  /** What she presses, one text when each thing begins to be said; '' lets it be said, '!' hangs up. */
  press(keys: readonly string[]): void;
  /** The customer of this number hangs up. */
  hangUp(number: string, call: CallDetail): void;
  /** Numbers that were rung for a transfer. */
  readonly rung: () => readonly string[];
  /** False: nothing is recorded. */
  readonly sound?: false;
  close(): Promise<void>;
}

const both = (text: string) => ({ zh: text, en: text });
const STEPS = [
  { id: 'wait', kind: 'ask', question: 'care', row: 'wait', to: { '1': 'person' }, repeats: 1, seconds: 1 },
  { id: 'why', kind: 'ask', question: 'wait_why' },
  { id: 'recommend', kind: 'ask', question: 'recommend', bargeIn: true },
  { id: 'words', kind: 'record', question: 'words', next: 'end' },
  { id: 'person', kind: 'transfer', words: both('为您转接。'), target: '8001', next: 'end' },
];
const PLAYBOOK = {
  key: 'engines',
  name: both('就诊回访'),
  description: both('就诊回访'),
  trigger: { kind: 'manual' },
  audience: { combinator: 'and', rules: [{ field: 'customer.city', operator: '=', value: '上海' }] },
  goal: { event: 'purchase', name: both('购买') },
  forms: [VISIT],
  messages: [
    {
      key: 'tell',
      name: both('电话'),
      purpose: 'service',
      form: 'visit',
      channels: { voice: { text: both('请您评价。') } },
    },
  ],
  calls: [{ message: 'tell', steps: STEPS }],
};

/** Pressed after the opening and the words of the message, which are let be said. */
const CASES: readonly [
  name: string,
  keys: readonly string[],
  result: string,
  answers: object | null,
  chosen: readonly string[],
][] = [
  [
    'everything is answered, a message is left',
    ['5', '10', '', ''],
    'completed',
    { care: { wait: 5 }, recommend: 10 },
    ['5', '10'],
  ],
  [
    'several keys, a number ended by #',
    ['3', '12#', '0#', '', ''],
    'completed',
    { care: { wait: 3 }, wait_why: ['long', 'silent'], recommend: 0 },
    ['3', '12', '0'],
  ],
  [
    'a wrong key, then the right one',
    ['8', '4', '7#', '', ''],
    'completed',
    { care: { wait: 4 }, recommend: 7 },
    ['4', '7'],
  ],
  ['silence until it goes on without', ['', '', '9', '', ''], 'completed', { recommend: 9 }, ['9']],
  ['she hangs up in the middle', ['5', '!'], 'hung_up', { care: { wait: 5 } }, ['5']],
  ['the star ends it', ['*'], 'opted_out', null, []],
];

const ENDINGS = { '486': 'busy', '603': 'rejected', '404': 'invalid_number', '480': 'unreachable', '503': 'network' };

export function describeEngine(name: string, open: () => Promise<Carried>): void {
  describe(name, () => {
    let carried: Carried;
    let version = 0;
    let n = 0;
    beforeAll(async () => {
      carried = await open();
      const { world } = carried.calling;
      const made = await world.call('POST', `${API}/playbooks`, { definition: PLAYBOOK, note: '' });
      expect(made.status, JSON.stringify(made.body)).toBe(200);
      await world.call('POST', `${API}/playbooks/engines/enable`, { holdout: 0 });
      version = (await world.call('GET', `${API}/playbooks/engines`)).body.liveVersion;
    });
    afterAll(() => carried?.close());

    const tell = async (ending: string): Promise<{ customer: string; number: string }> => {
      n += 1;
      const number = `+8613800${String(n).padStart(3, '0')}${ending}`;
      const customer = await carried.calling.customer(`E-${number}`, number);
      await carried.calling.tell(customer, { playbook: 'engines', version, message: 'tell' });
      return { customer, number };
    };
    const answersOf = async (customer: string) =>
      (await carried.calling.world.call('GET', `${API}/customers/${customer}/responses`)).body.items[0]?.answers ??
      null;

    test.each(CASES)('%s', async (_name, keys, result, answers, chosen) => {
      carried.press(['', '', ...keys]);
      const { customer } = await tell('001');
      const call = await carried.calling.over(customer);
      expect(call).toMatchObject({ cause: 'completed', result });
      expect(call.events.filter(({ what }) => what === 'chosen').map(({ detail }) => detail)).toEqual(chosen);
      expect(call.events.filter(({ what }) => what === 'said')[0]?.detail).toContain('本次通话将会录音');
      expect(await answersOf(customer)).toEqual(answers);
      if (result !== 'completed' || chosen.length !== 2 || carried.sound === false) return;
      // The whole call and the message are kept.
      const kept = async () => {
        await carried.calling.world.drain();
        return (await carried.calling.last(customer))?.recordings.map(
          ({ record, seconds }) => `${record > 0} ${seconds}`,
        );
      };
      await expect.poll(kept, { timeout: 10_000 }).toEqual(['false 1', 'true 2']);
    });

    test('an unhappy one is connected, and the call ends when she hangs up', async () => {
      carried.press(['', '', '1']);
      const { customer, number } = await tell('001');
      const talking = async () => (await carried.calling.last(customer))?.transferred;
      await expect.poll(talking, { timeout: 10_000 }).toBe(true);
      expect(carried.rung().at(-1)).toContain('8001');
      const call = await carried.calling.last(customer);
      if (call) carried.hangUp(number, call);
      expect(await carried.calling.over(customer)).toMatchObject({ cause: 'completed', result: 'transferred' });
    });

    test('how calls end that nobody takes', async () => {
      const told = await Promise.all(Object.keys(ENDINGS).map(async (ending) => ({ ending, ...(await tell(ending)) })));
      const ended = told.map(async ({ ending, customer }) => [ending, (await carried.calling.over(customer)).cause]);
      expect(Object.fromEntries(await Promise.all(ended))).toEqual(ENDINGS);
    });
  });
}
