/** What a metric of the company's own means: what is wrong with it, which questions it reads, what its answers add up to. Pure. */
import type { Form, Question } from '../../engine/forms/form.ts';
import type { Words } from '../../engine/words.ts';
import type { OwnBinding, OwnDefinition } from './contract-own-definition.ts';

export interface OwnFlaw {
  readonly path: string;
  readonly words: Words;
}

export interface FormOf {
  readonly playbook: string;
  readonly version: number;
  readonly form_key: string;
  readonly definition: Form;
}

/** One place in one version of a form whose answers are read. */
export interface Source {
  readonly playbook: string;
  readonly version: number;
  readonly form_key: string;
  readonly question: string;
  readonly row_id: string | null;
  /** Empty where it is the only one. */
  readonly dimension: string;
  readonly kind: 'number' | 'one' | 'many';
  readonly low: number;
  readonly high: number;
  readonly title: Words;
}

const STARS = 5;

export function rangeOf(question: Question): [number, number] | null {
  if (question.kind === 'stars') return [1, question.most ?? STARS];
  if (question.kind === 'nps') return [0, 10];
  return question.kind === 'scale' ? [question.from, question.to] : null;
}

/** What can be seen without the forms. */
export function flawsOfOwn({ formula, scale, bind }: OwnDefinition): OwnFlaw[] {
  const flaws: OwnFlaw[] = [];
  const say = (path: string, zh: string, en: string) => flaws.push({ path, words: { zh, en } });
  const { low, high } = scale;
  if (low >= high) say('scale.high', '量表的上端要大于下端', 'the upper end of the scale must lie above the lower one');
  const outside = (score: number) => score < low || score > high;
  if (formula.kind === 'top') {
    if (formula.from > formula.to) say('formula.to', '“到”不能小于“从”', 'the end must not lie below the beginning');
    for (const end of ['from', 'to'] as const)
      if (outside(formula[end])) say(`formula.${end}`, '分值在量表之外', 'the score lies outside the scale');
    if (formula.from <= low && formula.to >= high)
      say(
        'formula.from',
        '这样每份答卷都算在内，比例永远是 100%',
        'every answer would be in it: the share is always 100 %',
      );
  }
  if (formula.kind === 'net') {
    for (const end of ['promoter', 'detractor'] as const)
      if (outside(formula[end])) say(`formula.${end}`, '分值在量表之外', 'the score lies outside the scale');
    const apart = scale.better === 'high' ? formula.promoter > formula.detractor : formula.promoter < formula.detractor;
    if (!apart)
      say(
        'formula.detractor',
        '推荐者与贬损者的分界先后不对',
        'the bounds of promoters and detractors are in the wrong order',
      );
  }
  const seen = new Set<string>();
  bind.forEach((each, at) => {
    const key = [each.playbook, each.form, each.question, each.row].join('|');
    if (seen.has(key)) say(`bind.${at}.question`, '这道题已经绑定过', 'this question is bound twice');
    seen.add(key);
  });
  return flaws;
}

function fits(binding: OwnBinding, form: FormOf): boolean {
  return (
    (binding.playbook === null || binding.playbook === form.playbook) &&
    (binding.form === null || binding.form === form.form_key)
  );
}

/** What is wrong with it given the forms there are. */
export function flawsAgainst(definition: OwnDefinition, forms: readonly FormOf[]): OwnFlaw[] {
  return definition.bind.flatMap((binding, at): OwnFlaw[] => {
    const path = `bind.${at}`;
    const asked = forms
      .filter((form) => fits(binding, form))
      .flatMap((form) => form.definition.questions.filter(({ id }) => id === binding.question));
    const first = asked[0];
    if (!first)
      return [
        {
          path: `${path}.question`,
          words: { zh: `没有表单问“${binding.question}”这道题`, en: `no form asks ${binding.question}` },
        },
      ];
    const wantsChoice = definition.formula.kind === 'yes';
    if (!asked.some((question) => (wantsChoice ? 'options' in question : rangeOf(question) !== null)))
      return [
        {
          path: `${path}.question`,
          words: wantsChoice
            ? {
                zh: '“选了某项的占比”要绑定单选或多选题',
                en: 'a share of those who chose needs a question with options',
              }
            : {
                zh: '这个算法要绑定打分题（星级、0–10、量表）',
                en: 'this formula needs a question with scores (stars, 0 to 10, scale)',
              },
        },
      ];
    const flaws: OwnFlaw[] = [];
    if (
      binding.row !== null &&
      !asked.some((question) => question.kind === 'stars' && question.rows?.some(({ id }) => id === binding.row))
    )
      flaws.push({
        path: `${path}.row`,
        words: { zh: `这道题没有“${binding.row}”这一行`, en: `the question has no row ${binding.row}` },
      });
    if (definition.formula.kind === 'yes') {
      const known = new Set(
        asked.flatMap((question) => ('options' in question ? question.options.map(({ value }) => value) : [])),
      );
      definition.formula.values.forEach((value, index) => {
        if (!known.has(value))
          flaws.push({
            path: `formula.values.${index}`,
            words: { zh: `题目里没有选项“${value}”`, en: `the question has no option ${value}` },
          });
      });
    }
    return flaws;
  });
}

/** `playbooks`: those a touchpoint allows; null for any. */
export function sourcesOf(
  definition: OwnDefinition,
  forms: readonly FormOf[],
  playbooks: ReadonlySet<string> | null,
): Source[] {
  const found = new Map<string, Source>();
  for (const form of forms) {
    if (playbooks && !playbooks.has(form.playbook)) continue;
    for (const binding of definition.bind) {
      if (!fits(binding, form)) continue;
      for (const question of form.definition.questions) {
        if (question.id !== binding.question) continue;
        for (const source of placesOf(definition, form, question, binding.row))
          found.set(
            [source.playbook, source.version, source.form_key, source.question, source.row_id].join('|'),
            source,
          );
      }
    }
  }
  const sources = [...found.values()];
  return new Set(sources.map(({ dimension }) => dimension)).size > 1
    ? sources
    : sources.map((source) => ({ ...source, dimension: '' }));
}

function placesOf(definition: OwnDefinition, form: FormOf, question: Question, row: string | null): Source[] {
  const { playbook, version, form_key } = form;
  const at = { playbook, version, form_key, question: question.id };
  if (definition.formula.kind === 'yes') {
    if (question.kind !== 'single' && question.kind !== 'multiple') return [];
    const kind = question.kind === 'single' ? ('one' as const) : ('many' as const);
    return [{ ...at, row_id: null, dimension: question.id, kind, low: 0, high: 1, title: question.title }];
  }
  const range = rangeOf(question);
  if (!range) return [];
  const [low, high] = range;
  const rows = question.kind === 'stars' ? (question.rows ?? []) : [];
  if (rows.length === 0)
    return row === null
      ? [{ ...at, row_id: null, dimension: question.id, kind: 'number', low, high, title: question.title }]
      : [];
  return rows
    .filter(({ id }) => row === null || id === row)
    .map(({ id, label }) => ({ ...at, row_id: id, dimension: id, kind: 'number', low, high, title: label }));
}

/** YYYY-MM as the period of a definition: itself, or the quarter it lies in. */
export function periodOf(period: OwnDefinition['period'], month: string): string {
  return period === 'month' ? month : `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
}
