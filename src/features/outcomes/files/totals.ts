/** Adds a campaign up to what a scorecard is decided from. Pure. */
import { capOf, crossSumsOf, endedBy, kaplanMeier, sumsOf } from '../../../engine/stats/index.ts';
import type { Words } from '../../../engine/words.ts';
import type { ArmTotals, CycleTotals, ReachTotals, ScorecardTotals, StratumTotals } from '../decide-totals.ts';
import type { Campaign, Contact, Participant } from './campaign.ts';
import { minutesOf, quartersOf, workOf } from './work.ts';

const DAY_MS = 86_400_000;
const GOAL: Words = { zh: '窗口内购买', en: 'Purchase within the window' };
/** `silent60` and its like are the bands of silence that the seventh indicator is about. */
const BANDS: Readonly<Record<string, string>> = { 30: '30-59', 60: '60-89', 90: '90+' };

/** What channels are usually called in such files; others keep their own name. */
const CHANNELS: Readonly<Record<string, Words>> = {
  phone: { zh: '电话', en: 'Phone' },
  sms: { zh: '短信', en: 'SMS' },
  wecom: { zh: '企业微信', en: 'WeCom' },
  wechat: { zh: '微信', en: 'WeChat' },
  email: { zh: '邮件', en: 'E-mail' },
  app: { zh: 'App', en: 'App' },
};

/** One look, on a day when every row is matured; refunds are known, so nothing is waited for. */
export function totalsOf(campaign: Campaign): ScorecardTotals {
  const { config, people, contacts } = campaign;
  const { first, last } = span(people);
  const window = config.attribution_window_days * DAY_MS;
  const end = last + window;
  const cap = capOf(people.map(({ net }) => net));
  const tried = new Set(contacts.map(({ person }) => person));
  const reached = new Set(contacts.flatMap(({ person, reached: got }) => (got ? [person] : [])));
  const name = config.name ?? config.playbook;
  return {
    playbook: config.playbook,
    playbookName: { zh: name, en: name },
    epoch: 1,
    asOf: new Date(end).toISOString(),
    enteredFrom: dateOf(first),
    maturedBefore: dateOf(last + DAY_MS),
    allMaturedOn: dateOf(end),
    currency: config.currency,
    registered: {
      definitionVersion: 1,
      goal: GOAL,
      windowDays: config.attribution_window_days,
      refundDays: 0,
      holdout: config.holdout,
      serviceCritical: false,
      lift: null,
      mode: 'fixed',
      plannedN: null,
      economics: {
        margin: config.gross_margin,
        setupCost: config.setup_cost,
        monthlyCost: config.monthly_cost,
        costPerContact: config.cost_per_contact,
        hourlyCost: config.hourly_cost,
      },
    },
    treatment: armTotals(
      people.filter(({ control }) => !control),
      cap,
      tried,
    ),
    control: armTotals(
      people.filter(({ control }) => control),
      cap,
      reached,
    ),
    cap,
    strata: strataOf(people),
    process: {
      reach: reachOf(contacts.filter(({ person }) => !person.control)),
      asked: askedOf(contacts),
      cycle: cycleOf(contacts, end),
      satisfaction: [],
      trends: [],
    },
    work: workOf(campaign),
    quarters: quartersOf(people),
    staffMinutes: minutesOf(contacts),
    contacts: contacts.length,
    attributed: [...tried].reduce((sum, { control, net }) => (control ? sum : sum + net), 0),
    months: config.months,
    replayed: false,
    consentAssumed: true,
  };
}

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

function span(people: readonly Participant[]): { first: number; last: number } {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { enteredAt } of people) {
    first = Math.min(first, enteredAt);
    last = Math.max(last, enteredAt);
  }
  return { first, last };
}

function armTotals(arm: readonly Participant[], cap: number | null, contacted: ReadonlySet<Participant>): ArmTotals {
  const net = arm.map((person) => person.net);
  const cross = crossSumsOf(
    net.map((value) => Math.min(value, cap ?? value)),
    arm.map(({ before }) => before),
  );
  const buyers = arm.filter(({ orders }) => orders > 0).length;
  return {
    enrolled: arm.length,
    matured: arm.length,
    converters: buyers,
    buyers,
    revenue: sumsOf(net),
    capped: cross,
    aboveCap: net.filter((value) => cap !== null && value > cap).length,
    before: { sum: cross.x, sumsq: cross.x2 },
    cappedBefore: cross.xy,
    contacted: arm.filter((person) => contacted.has(person)).length,
  };
}

function strataOf(people: readonly Participant[]): StratumTotals[] {
  const strata = new Map<string, Record<'treatment' | 'control', { matured: number; converters: number }>>();
  for (const { segment, control, orders } of people) {
    if (segment === '') continue;
    let stratum = strata.get(segment);
    if (!stratum) {
      stratum = { treatment: { matured: 0, converters: 0 }, control: { matured: 0, converters: 0 } };
      strata.set(segment, stratum);
    }
    const arm = stratum[control ? 'control' : 'treatment'];
    arm.matured += 1;
    if (orders > 0) arm.converters += 1;
  }
  return [...strata]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([segment, arms]) => {
      const days = /^silent[_-]?(30|60|90)$/i.exec(segment)?.[1];
      const key = (days && BANDS[days]) ?? segment;
      return {
        key,
        name: days ? { zh: `沉默 ${key} 天`, en: `Silent ${key} days` } : { zh: segment, en: segment },
        ...arms,
      };
    });
}

/** Customers, not tasks: on any channel first, then on each. */
function reachOf(contacts: readonly Contact[]): ReachTotals[] {
  const channels = [...new Set(contacts.map(({ channel }) => channel))].filter((channel) => channel !== '').toSorted();
  const row = (channel: string | null): ReachTotals => {
    const mine = channel === null ? contacts : contacts.filter((each) => each.channel === channel);
    const people = (holds: (contact: Contact) => boolean) =>
      new Set(mine.filter(holds).map(({ person }) => person)).size;
    const wanted = people(() => true);
    return {
      channel,
      name: channel === null ? null : (CHANNELS[channel.toLowerCase()] ?? { zh: channel, en: channel }),
      wanted,
      sent: wanted,
      delivered: people(({ reached }) => reached),
      acceptedOnly: 0,
      answered: people(({ responded }) => responded),
    };
  };
  return contacts.length === 0 ? [] : [row(null), ...channels.map(row)];
}

/** Who was tried was asked. */
function askedOf(contacts: readonly Contact[]): { asked: number; answered: number } {
  const treated = contacts.filter(({ person }) => !person.control);
  return {
    asked: new Set(treated.map(({ person }) => person)).size,
    answered: new Set(treated.filter(({ responded }) => responded).map(({ person }) => person)).size,
  };
}

/** From due to done; what was not done goes on at the end. Calendar time: nobody told when these people work. */
function cycleOf(contacts: readonly Contact[], end: number): CycleTotals | null {
  const treated = contacts.filter(({ person }) => !person.control);
  if (treated.length === 0) return null;
  const steps = kaplanMeier(
    treated.map(({ took, due }) => ({ time: took ?? Math.max(0, end - due), ended: took !== null })),
  );
  return {
    n: treated.length,
    done: treated.filter(({ took }) => took !== null).length,
    p50: endedBy(steps, 0.5),
    p90: endedBy(steps, 0.9),
    working: null,
  };
}
