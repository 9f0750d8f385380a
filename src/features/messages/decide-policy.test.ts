import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import { B2B_DAYS, type ContactPolicy, DEFAULT_POLICY } from './contract-policy.ts';
import type { Contact } from './decide-frequency.ts';
import { zonesOf } from './decide-zone.ts';
import { type Asked, type ConsentLine, decideContact, gateOf } from './decide-policy.ts';

const local = zoneCalendar('Asia/Shanghai');
const at = (text: string): number => Date.parse(`${text}+08:00`);

function ask(part: Partial<Asked> = {}, policy: ContactPolicy = DEFAULT_POLICY) {
  const now = part.now ?? at('2026-11-24T10:00:00');
  const asked: Asked = {
    messageId: 'm1',
    channel: 'sms',
    purpose: 'service',
    carried: true,
    address: '+8613800001234',
    needs: 'phone',
    consents: [],
    assumeConsent: false,
    contacts: [],
    createdAt: now,
    now,
    ...part,
  };
  const clocks = { home: local, of: zoneCalendar, isOpen: (rule: string, date: string) => isOpen(rule, date) };
  return decideContact(gateOf(policy, now, clocks), asked);
}
/** Weekends are free, 2026-10-01 to 07 are holidays. */
const isOpen = (rule: string, date: string): boolean =>
  !(date >= '2026-10-01' && date <= '2026-10-07') && (rule === 'noHolidays' || local.weekdayOf(date) < 6);
const line = (part: Partial<ConsentLine>): ConsentLine => ({
  purpose: 'marketing',
  channel: 'sms',
  granted: true,
  at: '2026-03-02T02:00:00.000Z',
  evidence: '扫码',
  ...part,
});

test('a service message needs no consent of its own and stops when it is withdrawn', () => {
  expect(ask().result).toBe('send');
  expect(ask({ consents: [line({ purpose: 'service', granted: false })] })).toMatchObject({
    result: 'refuse',
    reason: 'optOut',
  });
  expect(ask({ consents: [line({ purpose: 'service', granted: false, channel: 'email' })] }).result).toBe('send');
  expect(ask({ consents: [line({ granted: false })] }).result).toBe('send');
});

test('an answer to what she wrote is neither capped nor put off, and her opt-out holds', () => {
  const night = { now: at('2026-11-24T23:10:00'), answers: at('2026-11-24T23:05:00') };
  expect(ask(night)).toMatchObject({ result: 'send' });
  expect(ask({ ...night, answers: null })).toMatchObject({ result: 'defer', reason: 'hours' });
  expect(ask({ ...night, consents: [line({ purpose: 'service', granted: false })] })).toMatchObject({
    reason: 'optOut',
  });
  expect(ask({ ...night, address: null })).toMatchObject({ reason: 'address' });
});

test('marketing needs consent on the channel, which a replay may assume but not after a withdrawal', () => {
  const marketing = { purpose: 'marketing' as const };
  expect(ask(marketing)).toMatchObject({ result: 'refuse', reason: 'consent' });
  expect(ask({ ...marketing, consents: [line({ channel: 'email' })] }).result).toBe('refuse');
  expect(ask({ ...marketing, consents: [line({})] }).result).toBe('send');
  expect(ask({ ...marketing, assumeConsent: true }).result).toBe('send');
  expect(ask({ ...marketing, assumeConsent: true, consents: [line({ granted: false })] })).toMatchObject({
    result: 'refuse',
    reason: 'optOut',
  });
});

test.each([
  ['sms', 'service', '2026-11-24T08:59:59', '2026-11-24T09:00:00'],
  ['sms', 'service', '2026-11-24T20:30:00', '2026-11-25T09:00:00'],
  ['sms', 'marketing', '2026-11-24T09:30:00', '2026-11-24T10:00:00'],
  ['wecom', 'service', '2026-11-24T23:00:00', '2026-11-25T09:00:00'],
  ['email', 'marketing', '2026-11-24T23:00:00', '2026-11-25T08:00:00'],
] as const)('%s for %s at %s waits until %s', (channel, purpose, now, until) => {
  const decision = ask({ channel, purpose, now: at(now), consents: [line({ channel })] });
  expect(decision).toMatchObject({ result: 'defer', reason: 'hours', until: new Date(at(until)).toISOString() });
});

test('an e-mail of a service goes at night', () => {
  expect(ask({ channel: 'email', now: at('2026-11-24T03:00:00') }).result).toBe('send');
});

test('a hard stop stands above the hours', () => {
  const all = [{ from: '00:00', to: '24:00' }];
  const hours = { ...DEFAULT_POLICY.hours, sms: { service: all, marketing: all } };
  const decision = ask({ now: at('2026-11-24T22:00:00') }, { ...DEFAULT_POLICY, hours });
  expect(decision).toMatchObject({ result: 'defer', until: new Date(at('2026-11-25T08:00:00')).toISOString() });
});

test('a cap waits for the day on which it leaves room, and then for the hours', () => {
  const contact = (id: string, when: string): Contact => ({
    messageId: id,
    channel: 'sms',
    purpose: 'service',
    at: at(when),
  });
  const two = [contact('a', '2026-11-24T09:10:00'), contact('b', '2026-11-24T09:20:00')];
  expect(ask({ contacts: two })).toMatchObject({
    result: 'defer',
    reason: 'frequency',
    until: new Date(at('2026-11-25T09:00:00')).toISOString(),
  });
  // Two attempts of one message are one message, and her own fallback does not count against it.
  expect(ask({ contacts: [two[0]!, { ...two[1]!, messageId: 'a', channel: 'wecom' }] }).result).toBe('send');
  expect(ask({ messageId: 'b', contacts: two }).result).toBe('send');
});

test('what waits longer than the policy gives is given up', () => {
  const created = at('2026-11-17T10:00:00');
  expect(ask({ createdAt: created, now: at('2026-11-24T20:59:00') })).toMatchObject({
    result: 'refuse',
    reason: 'expired',
  });
});

test('a channel that nothing carries is passed over', () => {
  expect(ask({ carried: false })).toMatchObject({ result: 'refuse', reason: 'channel' });
});

test('no address, no message', () => {
  expect(ask({ address: null })).toMatchObject({ result: 'refuse', reason: 'address' });
});

test('whoever waits until the moment named may then be contacted, and caps are never passed', () => {
  const policies = fc.record({
    most: fc.integer({ min: 1, max: 3 }),
    days: fc.integer({ min: 1, max: 10 }),
    channel: fc.constantFrom('any' as const, 'sms' as const, 'email' as const),
  });
  const sends = fc.array(
    fc.record({
      channel: fc.constantFrom('sms' as const, 'email' as const, 'wecom' as const),
      after: fc.integer({ min: 0, max: 3 * 86_400_000 }),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(fc.array(policies, { maxLength: 3 }), sends, (caps, wanted) => {
      const policy: ContactPolicy = {
        ...DEFAULT_POLICY,
        caps: caps.map((cap) => ({ ...cap, purpose: 'any' as const })),
        giveUpDays: 90,
      };
      const contacts: Contact[] = [];
      let now = at('2026-01-01T00:00:00');
      for (const [index, { channel, after }] of wanted.entries()) {
        now += after;
        const messageId = `m${index}`;
        let decision = ask({ messageId, channel, contacts, now }, policy);
        if (decision.result === 'defer') {
          now = Date.parse(decision.until ?? '');
          decision = ask({ messageId, channel, contacts, now }, policy);
        }
        expect(decision.result).toBe('send');
        contacts.push({ messageId, channel, purpose: 'service', at: now });
      }
      for (const cap of policy.caps) {
        const counted = contacts.filter((contact) => cap.channel === 'any' || contact.channel === cap.channel);
        for (const { at: from } of counted) {
          const first = local.dateOf(from);
          const last = local.dateOf(local.startOfDay(from, cap.days - 1));
          const within = counted.filter((each) => local.dateOf(each.at) >= first && local.dateOf(each.at) <= last);
          expect(within.length).toBeLessThanOrEqual(cap.most);
        }
      }
    }),
    { numRuns: 500 },
  );
});

const called = (when: string, answered: boolean | null, id = when): Contact => ({
  messageId: id,
  channel: 'voice',
  purpose: 'service',
  at: at(when),
  answered,
});

test.each([
  ['2026-11-24T08:00:00', '2026-11-24T09:00:00'],
  ['2026-11-24T12:00:00', '2026-11-24T14:00:00'],
  ['2026-11-24T13:59:59', '2026-11-24T14:00:00'],
  ['2026-11-24T20:00:00', '2026-11-25T09:00:00'],
])('a call at %s waits until %s', (now, until) => {
  expect(ask({ channel: 'voice', now: at(now) })).toMatchObject({
    reason: 'hours',
    until: new Date(at(until)).toISOString(),
  });
});

test('calls on working days wait over the holidays and the weekend', () => {
  const policy = { ...DEFAULT_POLICY, days: B2B_DAYS };
  const call = (now: string) => ask({ channel: 'voice', now: at(now) }, policy);
  expect(call('2026-11-24T10:00:00').result).toBe('send');
  expect(call('2026-11-28T10:00:00')).toMatchObject({
    result: 'defer',
    reason: 'workday',
    until: new Date(at('2026-11-30T09:00:00')).toISOString(),
  });
  const long = { ...policy, giveUpDays: 30 };
  expect(ask({ channel: 'voice', now: at('2026-10-01T10:00:00') }, long).until).toBe(
    new Date(at('2026-10-08T09:00:00')).toISOString(),
  );
  const holidays = { ...DEFAULT_POLICY, days: { ...DEFAULT_POLICY.days, sms: 'noHolidays' as const } };
  expect(ask({ now: at('2026-11-28T10:00:00') }, holidays).result).toBe('send');
  expect(ask({ now: at('2026-10-05T10:00:00') }, holidays)).toMatchObject({ result: 'defer', reason: 'workday' });
});

test('abroad her own clock counts, and in a country of many zones all of them', () => {
  // Ten in the morning in China is three in the morning in Berlin.
  expect(ask({ zones: ['Europe/Berlin'] })).toMatchObject({
    result: 'defer',
    until: new Date('2026-11-24T09:00:00+01:00').toISOString(),
  });
  const america = zonesOf({ phone: '+14158675310', zone: null }, 'Asia/Shanghai', () => true);
  expect(ask({ zones: america }).until).toBe(new Date('2026-11-24T09:00:00-08:00').toISOString());
  const where = (phone: string | null, zone: string | null = null) =>
    zonesOf({ phone, zone }, 'Asia/Shanghai', (each) => each !== 'Mars/Base');
  expect(where('+8613800001234')).toBeNull();
  expect(where('+85291234567')).toEqual(['Asia/Hong_Kong']);
  expect(where('+8613800001234', 'Europe/Paris')).toEqual(['Europe/Paris']);
  expect(where('+4915112345678', 'Mars/Base')).toEqual(['Europe/Berlin']);
  expect(where('+8613800001234', 'Asia/Shanghai')).toBeNull();
  expect(where('010-6666', null)).toBeNull();
});

test('calls: one answered and two unanswered a day, three in seven days, half an hour apart', () => {
  const call = (contacts: Contact[], now = '2026-11-24T16:00:00') => ask({ channel: 'voice', contacts, now: at(now) });
  const tomorrow = new Date(at('2026-11-25T09:00:00')).toISOString();
  // Too many messages of any kind would hold it back as well: one message, tried again.
  const tried = (...answered: (boolean | null)[]) =>
    answered.map((each, n) => called(`2026-11-24T${10 + n}:00:00`, each, 'm1'));
  expect(call(tried(false)).result).toBe('send');
  expect(call(tried(false, false))).toMatchObject({ reason: 'frequency', until: tomorrow });
  expect(call(tried(true))).toMatchObject({ reason: 'frequency', until: tomorrow });
  const week = ['20', '21', '22'].map((day) => called(`2026-11-${day}T10:00:00`, false, 'm1'));
  expect(call(week).until).toBe(new Date(at('2026-11-27T09:00:00')).toISOString());
  expect(call([called('2026-11-24T15:45:00', false, 'm1')])).toMatchObject({
    reason: 'gap',
    until: new Date(at('2026-11-24T16:15:00')).toISOString(),
  });
  // One that has not ended may end either way, and is known soon.
  expect(call([called('2026-11-24T15:59:00', null, 'm1')]).until).toBe(
    new Date(at('2026-11-24T16:29:00')).toISOString(),
  );
});

test('one survey a day and three in thirty, on whatever channel', () => {
  const asked = (id: string, when: string): Contact => ({
    messageId: id,
    channel: 'email',
    purpose: 'service',
    at: at(when),
    survey: true,
  });
  expect(ask({ survey: true, contacts: [asked('a', '2026-11-24T09:10:00')] })).toMatchObject({
    reason: 'frequency',
    until: new Date(at('2026-11-25T09:00:00')).toISOString(),
  });
  expect(ask({ contacts: [asked('a', '2026-11-24T09:10:00')] }).result).toBe('send');
  const three = ['01', '08', '15'].map((day) => asked(day, `2026-11-${day}T10:00:00`));
  expect(ask({ survey: true, contacts: three }).result).toBe('defer');
});

test('who is blocked is not contacted, whatever else holds', () => {
  const blocked = { kind: 'phone' as const, reason: '投诉', until: null };
  expect(ask({ blocked })).toMatchObject({ result: 'refuse', reason: 'blocked' });
});
