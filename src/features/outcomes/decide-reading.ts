/** What to know before believing a scorecard: warnings, assumptions, and why a figure is missing. */
import { sideOf } from '../../engine/stats/index.ts';
import type { Note, Scorecard } from './contract.ts';
import { money, percent, points, pValue } from './decide-format.ts';
import { costAssumptions } from './decide-follow-up.ts';
import { note } from './decide-notes.ts';
import { ENOUGH } from './decide-rates.ts';
import type { ReturnDecision } from './decide-return.ts';
import type { ScorecardTotals } from './decide-totals.ts';

type Undecorated = Omit<Scorecard, 'warnings' | 'assumptions' | 'missing' | 'headline'>;

const CONTACTED = 0.1;
const DILUTED = 0.3;
const FEW_MATURED = 0.5;

interface Findings {
  readonly signsDisagree: boolean;
  /** Smallest rise these arms can prove; null when none can be. */
  readonly smallest: number | null;
}

export function listWarnings(
  totals: ScorecardTotals,
  card: Undecorated,
  { signsDisagree, smallest }: Findings,
): Note[] {
  const { registered } = totals;
  const uncontrolled = registered.serviceCritical ? note('service_critical') : note('no_control');
  if (registered.holdout === 0) return [uncontrolled];
  const { lift } = registered;
  const measured = card.registered_target.measure === 'conversion';
  const { raw, headline } = card.revenue;
  return [
    ...splitNotes(card),
    ...dilutionNotes(card.control_contacted),
    ...maturityNotes(card),
    ...sizeNotes(totals, card),
    ...(measured && lift !== null && card.verdict === 'not_proven' && smallest !== null && smallest > lift
      ? [note('target_not_provable', { smallest: points(smallest), target: points(lift) })]
      : []),
    ...(looksProven(card) ? [note('fixed_interval_alone')] : []),
    ...(signsDisagree
      ? [
          note('signs_disagree', {
            raw: money(raw.diff ?? 0, card.currency),
            headline: money(headline.diff ?? 0, card.currency),
          }),
        ]
      : []),
  ];
}

function splitNotes({ srm, strata, matured, holdout }: Undecorated): Note[] {
  const parts = [{ srm, n: matured, stratum: null }, ...strata.map((s) => ({ srm: s.srm, n: s.matured, stratum: s }))];
  return parts.flatMap(({ srm: ratio, n, stratum }) => {
    if (!ratio || ratio.verdict === 'ok') return [];
    const actual = split(n.c / (n.t + n.c));
    const values = { planned: split(holdout), actual, p: pValue(ratio.p) };
    const invalid = ratio.verdict === 'invalid';
    if (!stratum) return [note(invalid ? 'srm_invalid' : 'srm_warning', values)];
    const made = note(invalid ? 'srm_invalid_stratum' : 'srm_warning_stratum', { ...values, key: stratum.key });
    // The name of a stratum is itself in two languages.
    return [
      {
        ...made,
        words: {
          zh: made.words.zh.replace('{stratum}', stratum.name.zh),
          en: made.words.en.replace('{stratum}', stratum.name.en),
        },
      },
    ];
  });
}

/** Treatment to control, as people say it: 80 : 20. */
function split(control: number): string {
  const of = (share: number) => `${Number((share * 100).toFixed(1))}`;
  return `${of(1 - control)} : ${of(control)}`;
}

function dilutionNotes(share: number | null): Note[] {
  if (share === null || share <= CONTACTED) return [];
  return [note(share > DILUTED ? 'control_diluted' : 'control_contacted', { share: percent(share) })];
}

function maturityNotes({ enrolled, matured }: Undecorated): Note[] {
  const [all, ripe] = [enrolled.t + enrolled.c, matured.t + matured.c];
  if (all === 0 || ripe / all >= FEW_MATURED) return [];
  return [note('few_matured', { enrolled: all, matured: ripe, share: percent(ripe / all) })];
}

function sizeNotes({ registered, treatment, control }: ScorecardTotals, { conversion }: Undecorated): Note[] {
  const notes: Note[] = [];
  const people = Math.min(treatment.matured, control.matured);
  const fixed = registered.mode === 'fixed';
  const events = fixed ? conversion.t.k + conversion.c.k : Math.min(conversion.t.k, conversion.c.k);
  const buyers = Math.min(treatment.buyers, control.buyers);
  const need = fixed ? ENOUGH.events : ENOUGH.eventsAlwaysValid;
  if (people < ENOUGH.people) notes.push(note('too_few_people', { need: ENOUGH.people, have: people }));
  if (events < need) notes.push(note('too_few_events', { need, have: events }));
  if (buyers < ENOUGH.buyers) notes.push(note('too_few_buyers', { need: ENOUGH.buyers, have: buyers }));
  return notes;
}

/** The interval for one look would call it proven, the one for every look does not. */
function looksProven({ mode, conversion }: Undecorated): boolean {
  const { ci, ci_always_valid: sequence, verdict } = conversion;
  return mode === 'always_valid' && verdict === 'not_proven' && ci !== null && sideOf(ci) !== 0 && sequence !== null;
}

export function listAssumptions(totals: ScorecardTotals, card: Undecorated): Note[] {
  const { cap, capped_share: share } = card.revenue.headline;
  return [
    ...(totals.replayed ? [note('replay_untreated')] : []),
    ...(totals.consentAssumed ? [note('consent_assumed')] : []),
    ...(totals.registered.plannedN === null && card.mode === 'always_valid'
      ? [note('planned_n_assumed', { planned: card.planned_n })]
      : []),
    ...(cap !== null && share !== null && share > 0
      ? [note('revenue_capped', { cap: money(cap, card.currency), share: percent(share) })]
      : []),
    ...costAssumptions(totals),
    ...(totals.control.contacted === null && !totals.replayed && card.holdout > 0 ? [note('contacts_unknown')] : []),
  ];
}

export function listMissing(totals: ScorecardTotals, card: Undecorated, result: ReturnDecision): Scorecard['missing'] {
  const contacts = note(totals.replayed ? 'replay_untreated' : 'contacts_not_recorded');
  const at = (path: string, reason: Note) => ({ ...reason, path });
  const nobody = card.matured.t + card.matured.c === 0;
  return [
    ...(nobody ? [at('matured', note('nobody_matured', { date: totals.allMaturedOn ?? '—' }))] : []),
    ...(card.reach === null ? [at('reach', totals.process ? note('nothing_sent') : contacts)] : []),
    ...(card.response === null
      ? [
          at(
            'response',
            totals.replayed ? contacts : note(totals.process ? 'no_answers_yet' : 'responses_not_recorded'),
          ),
        ]
      : []),
    ...(card.control_contacted === null ? [at('control_contacted', contacts)] : []),
    ...(card.attributed_revenue === null ? [at('attributed_revenue', contacts)] : []),
    ...(result.noCost ? [at('cost', note(result.noCost))] : []),
    ...(result.noRoi ? [at('roi', note(result.noRoi))] : []),
    ...(result.cost && result.cost.parts.staff === null && !totals.work?.measured
      ? [at('cost.parts.staff', note(totals.process ? 'staff_cost_not_recorded' : 'tasks_not_recorded'))]
      : []),
  ];
}
