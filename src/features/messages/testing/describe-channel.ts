/** What every channel adapter must pass. Call it in a test file of the adapter, with a real peer. */
import { describe, expect, test } from 'vitest';
import { CallbackRefused, type ChannelAdapter, type Content, type Outcome, type RawCallback } from '../adapter.ts';
import { attemptTo } from './attempt.ts';
import { openTools } from './tools.ts';

export interface ChannelCase {
  readonly adapter: ChannelAdapter;
  settings(): unknown;
  /** Where the provider takes only words it knows. */
  readonly content?: Content;
  /** Addresses at the peer; leave out what the protocol does not know. */
  readonly to: {
    readonly good: string;
    readonly nobody?: string;
    readonly later?: string;
    /** The peer takes the message and is gone before it says so. */
    readonly lost?: string;
    /** The peer is gone before it is given the message. */
    readonly before?: string;
  };
  /** Settings under which nobody can be reached. */
  nowhere?(): unknown;
  /** How many messages the peer has taken for an address. */
  received(address: string): Promise<number>;
  /** A callback as the provider makes it, and the same with something wrong in it that must not pass. Needed when the adapter reads callbacks. */
  readonly callback?: { right(): RawCallback; wrong?(): RawCallback };
}

export { attemptTo } from './attempt.ts';

export function describeChannel({ adapter, settings, to, nowhere, received, callback, content }: ChannelCase): void {
  const tools = openTools();
  const part = content ? { content } : {};
  const send = (address: string): Promise<Outcome> => adapter.send(settings(), attemptTo(address, part), tools);
  describe(`channel ${adapter.name}`, () => {
    test('has words, a settings schema and fields that fit it', () => {
      expect(adapter.words.zh).toBeTruthy();
      expect(adapter.words.en).toBeTruthy();
      expect(adapter.settings.safeParse(settings()).success).toBe(true);
      for (const field of adapter.fields) {
        expect(field.label.zh, field.key).toBeTruthy();
        expect(field.label.en, field.key).toBeTruthy();
      }
    });

    test('one attempt is one message at the peer', async () => {
      expect(['accepted', 'confirmed']).toContain((await send(to.good)).kind);
      await expect.poll(() => received(to.good)).toBe(1);
    });

    test.runIf(to.nobody)('a recipient who does not exist is rejected, and no channel is blamed', async () => {
      expect(await send(to.nobody ?? '')).toMatchObject({ kind: 'rejected', scope: 'recipient' });
      expect(await received(to.nobody ?? '')).toBe(0);
    });

    test.runIf(to.later)('what the peer puts off was surely not sent', async () => {
      expect((await send(to.later ?? '')).kind).toMatch(/transient|throttled/);
      expect(await received(to.later ?? '')).toBe(0);
    });

    test.runIf(to.before)('a line that breaks before the message was given: surely not sent', async () => {
      expect((await send(to.before ?? '')).kind).toBe('transient');
      expect(await received(to.before ?? '')).toBe(0);
    });

    test.runIf(to.lost)('a line that breaks after the message was given: unknown, and not sent twice', async () => {
      expect((await send(to.lost ?? '')).kind).toBe('unknown');
      await expect.poll(() => received(to.lost ?? '')).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await received(to.lost ?? '')).toBe(1);
    });

    test.runIf(adapter.readCallback)(
      'a callback is read the same each time, and what is no callback of the provider is refused',
      () => {
        if (!callback) throw new Error(`${adapter.name} reads callbacks: the case must bring one`);
        const read = (raw: RawCallback) => adapter.readCallback?.(settings(), raw, new Date());
        const first = read(callback.right());
        expect(first?.reply.status).toBe(200);
        expect(first?.events.length).toBeGreaterThan(0);
        const keys = (answer: typeof first) =>
          answer?.events.map((event) => ('key' in event ? event.key : event.type)).sort();
        expect(keys(read(callback.right()))).toEqual(keys(first));
        for (const body of ['', 'nonsense', '{"a":', '<xml>', '[{}]', '\0\xff'])
          expect(() => read({ ...callback.right(), body: Buffer.from(body) }), body).toThrow(CallbackRefused);
        if (callback.wrong) expect(() => read(callback.wrong?.() ?? callback.right())).toThrow(CallbackRefused);
      },
    );

    test.runIf(nowhere)('a peer that is not there: surely not sent', async () => {
      expect((await adapter.send(nowhere?.(), attemptTo(to.good, part), tools)).kind).toBe('transient');
    });
  });
}
