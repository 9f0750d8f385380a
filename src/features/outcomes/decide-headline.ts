/** The one sentence a scorecard opens with, and the one below it. Both are made of figures already decided. */
import type { Words } from '../../engine/words.ts';
import type { Scorecard } from './contract.ts';
import { money, percent, points, pValue } from './decide-format.ts';
import { ENOUGH } from './decide-rates.ts';

type Decided = Pick<
  Scorecard,
  | 'verdict'
  | 'conversion'
  | 'revenue'
  | 'roi'
  | 'matured'
  | 'enrolled'
  | 'srm'
  | 'strata'
  | 'holdout'
  | 'goal'
  | 'mode'
  | 'currency'
  | 'period'
> & { readonly registered_target: Scorecard['registered_target'] };

export function tell(card: Decided): Scorecard['headline'] {
  if (card.verdict === 'invalid') return tellInvalid(card);
  if (card.holdout === 0) return tellUncontrolled(card);
  if (card.verdict === 'too_little_data') return tellTooLittle(card);
  const title = card.registered_target.measure === 'revenue' ? revenueTitle(card) : conversionTitle(card);
  const detail = card.registered_target.measure === 'revenue' ? revenueDetail(card) : conversionDetail(card);
  return { ...title, detail };
}

interface Title {
  readonly title: Words;
  readonly emphasis: Words | null;
}

function conversionTitle(card: Decided): Title {
  const { goal, conversion } = card;
  const diff = conversion.diff ?? 0;
  if (card.verdict === 'not_proven') {
    const [t, c] = [percent(conversion.t.rate ?? 0), percent(conversion.c.rate ?? 0)];
    return {
      title: {
        zh: `尚未证实：「${goal.zh}」干预组 ${t}，对照组 ${c}，相差 ${points(diff)} 点可能只是偶然`,
        en: `Not proven: “${goal.en}” ${t} against ${c} in control; the ${points(diff)} points may be chance`,
      },
      emphasis: null,
    };
  }
  const size = points(Math.abs(diff));
  const earned = returnClause(card);
  const [more, moreEn] = diff > 0 ? ['多', 'more'] : ['少', 'fewer'];
  return {
    title: {
      zh: `每 100 位入组客户，${more} ${size} 位「${goal.zh}」${earned.zh}`,
      en: `Of every 100 customers enrolled, ${size} ${moreEn} reached “${goal.en}”${earned.en}`,
    },
    emphasis: { zh: `${size} 位`, en: `${size} ${moreEn}` },
  };
}

function revenueTitle(card: Decided): Title {
  const { headline } = card.revenue;
  const diff = headline.diff ?? 0;
  if (card.verdict === 'not_proven') {
    const [t, c] = [money(headline.t ?? 0, card.currency), money(headline.c ?? 0, card.currency)];
    const gap = money(diff, card.currency);
    return {
      title: {
        zh: `尚未证实：人均净收入干预组 ${t}，对照组 ${c}，相差 ${gap} 可能只是偶然`,
        en: `Not proven: net revenue per customer ${t} against ${c} in control; the ${gap} may be chance`,
      },
      emphasis: null,
    };
  }
  const size = money(Math.abs(diff), card.currency);
  const earned = returnClause(card);
  const [more, moreEn] = diff > 0 ? ['多', 'more'] : ['少', 'less'];
  return {
    title: {
      zh: `每位入组客户${more}带来 ${size}${earned.zh}`,
      en: `Each customer enrolled brings ${size} ${moreEn}${earned.en}`,
    },
    emphasis: { zh: size, en: `${size} ${moreEn}` },
  };
}

/** Told in the title only when the interval of the return excludes 0 too. */
function returnClause({ roi, mode, currency }: Decided): Words {
  const ci = roi && (mode === 'fixed' ? roi.ci : roi.ci_always_valid);
  if (!roi || !ci || (ci[0] <= 0 && ci[1] >= 0)) return { zh: '', en: '' };
  const net = money(Math.abs(roi.net), currency);
  const one = money(1, currency).replace('.0', '');
  return roi.net > 0
    ? { zh: `；每投入 ${one} 净赚 ${net}`, en: `; each ${one} spent earns ${net} net` }
    : { zh: `；每投入 ${one} 净亏 ${net}`, en: `; each ${one} spent loses ${net} net` };
}

function conversionDetail(card: Decided): Words {
  const { conversion, goal, registered_target: target } = card;
  const ci = card.mode === 'fixed' ? conversion.ci : conversion.ci_always_valid;
  const base = percent(conversion.c.rate ?? 0);
  const look = lookWords(card);
  const range = ci && { low: points(ci[0]), high: points(ci[1]) };
  const reached = targetWords(ci, target.lift, target.lift === null ? '' : points(target.lift), {
    zh: ' 点',
    en: ' points',
  });
  return {
    zh: `没有这次回访时，本来也有 ${base} 会「${goal.zh}」。${range ? `差值在 ${range.low} 到 ${range.high} 点之间（95%，${look.zh}）` : '差值的区间还算不出'}${reached.zh}。`,
    en: `Without it ${base} would have reached “${goal.en}” anyway. ${range ? `The difference lies between ${range.low} and ${range.high} points (95%, ${look.en})` : 'The difference has no interval yet'}${reached.en}.`,
  };
}

function revenueDetail(card: Decided): Words {
  const { headline } = card.revenue;
  const ci = card.mode === 'fixed' ? headline.ci : headline.ci_always_valid;
  const of = (value: number) => money(value, card.currency);
  const look = lookWords(card);
  const { lift } = card.registered_target;
  const reached = targetWords(ci, lift, lift === null ? '' : of(lift), { zh: '', en: '' });
  const base = of(headline.c ?? 0);
  return {
    zh: `没有这次回访时，人均也有 ${base}。${ci ? `差值在 ${of(ci[0])} 到 ${of(ci[1])} 之间（95%，${look.zh}）` : '差值的区间还算不出'}${reached.zh}。`,
    en: `Without it a customer brings ${base} anyway. ${ci ? `The difference lies between ${of(ci[0])} and ${of(ci[1])} (95%, ${look.en})` : 'The difference has no interval yet'}${reached.en}.`,
  };
}

function lookWords({ mode }: Decided): Words {
  return mode === 'fixed' ? { zh: '只看一次', en: 'for one look' } : { zh: '随时可看', en: 'valid at every look' };
}

function targetWords(ci: [number, number] | null, lift: number | null, target: string, unit: Words): Words {
  if (lift === null || !ci) return { zh: '', en: '' };
  const [zh, en] = [`登记目标 ${target}${unit.zh}`, `the registered target of ${target}${unit.en}`];
  if (ci[0] >= lift) return { zh: `；已达到${zh}`, en: `; it reaches ${en}` };
  if (ci[1] < lift) return { zh: `；没有达到${zh}`, en: `; it misses ${en}` };
  return { zh: `；是否达到${zh}还不能断定`, en: `; whether it reaches ${en} is open` };
}

function tellTooLittle({ matured, enrolled, period, mode }: Decided): Scorecard['headline'] {
  const events = mode === 'fixed' ? ENOUGH.events : ENOUGH.eventsAlwaysValid;
  const open = matured.t + matured.c < enrolled.t + enrolled.c;
  const when = open && period.all_matured_on !== null ? period.all_matured_on : null;
  return {
    title: {
      zh: `数据还不够下结论：已到期 干预 ${matured.t} 人，对照 ${matured.c} 人`,
      en: `Too little data for a verdict: ${matured.t} treated and ${matured.c} control customers matured`,
    },
    emphasis: null,
    detail: {
      zh: `每组至少要 ${ENOUGH.people} 人到期、达成目标的人至少 ${events} 位${when ? `；现有入组客户 ${when} 全部到期` : ''}。`,
      en: `At least ${ENOUGH.people} matured customers in each arm and ${events} who reach the goal are needed${when ? `; all enrolled so far mature by ${when}` : ''}.`,
    },
  };
}

function tellUncontrolled({ conversion, goal, matured }: Decided): Scorecard['headline'] {
  const rate = conversion.t.rate === null ? '—' : percent(conversion.t.rate);
  return {
    title: { zh: '没有对照组，不能证明效果', en: 'Without a control group no effect can be proven' },
    emphasis: null,
    detail: {
      zh: `已到期 ${matured.t} 人中 ${rate}「${goal.zh}」，其中多少是回访带来的无从知道。`,
      en: `Of ${matured.t} matured customers ${rate} reached “${goal.en}”; how many because of the follow-up cannot be known.`,
    },
  };
}

function tellInvalid({ srm, strata }: Decided): Scorecard['headline'] {
  const stratum = srm?.verdict === 'invalid' ? null : strata.find((s) => s.srm?.verdict === 'invalid');
  const p = pValue(stratum?.srm?.p ?? srm?.p ?? 0);
  return {
    title: {
      zh: '这一期的结果不能用：分组比例异常',
      en: 'The result of this epoch may not be used: the split is broken',
    },
    emphasis: null,
    detail: {
      zh: `${stratum ? `「${stratum.name.zh}」里` : ''}实际分组与设定相差太多（p ${p}），先查明原因，再开新一期。`,
      en: `${stratum ? `Within “${stratum.name.en}” the` : 'The'} arms differ too much from what was planned (p ${p}). Find out why, then open a new epoch.`,
    },
  };
}
