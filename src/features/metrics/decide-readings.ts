/** What a response says about metrics. Pure. */
import type { Answers, Form, Question } from '../../engine/forms/form.ts';
import type { Words } from '../../engine/words.ts';

export interface Score {
  readonly metric: string;
  /** Empty: the whole. */
  readonly dimension: string;
  readonly name: Words | null;
  readonly score: number;
}

/** Stars are read as of five, whatever the form draws. */
const STARS = 5;

/**
 * The whole of a metric is its question without rows; where there are only rows, their mean. Each row is a dimension of its own, by its
 * id, so that the same touchpoint in two forms is one dimension. What was not answered is no reading.
 */
export function scoresIn(form: Form, answers: Answers): Score[] {
  const metrics = [...new Set(form.questions.flatMap(({ metric }) => (metric ? [metric] : [])))];
  return metrics.flatMap((metric) => {
    const asked = form.questions.filter((question) => question.metric === metric);
    const rows = asked.flatMap((question) => rowsOf(question, answers[question.id], metric));
    const whole = asked
      .filter((question) => !hasRows(question))
      .map((question) => numberOf(question, answers[question.id]))
      .find((score) => score !== null);
    const mean = rows.length > 0 ? rows.reduce((sum, row) => sum + row.score, 0) / rows.length : null;
    const score = whole ?? mean;
    return score === null ? rows : [{ metric, dimension: '', name: null, score: round(score) }, ...rows];
  });
}

function hasRows(question: Question): boolean {
  return question.kind === 'stars' && (question.rows?.length ?? 0) > 0;
}

function rowsOf(question: Question, answer: unknown, metric: string): Score[] {
  if (question.kind !== 'stars' || !question.rows || typeof answer !== 'object' || answer === null) return [];
  const given = answer as Readonly<Record<string, unknown>>;
  return question.rows.flatMap(({ id, label }) => {
    const score = starsOf(given[id], question.most);
    return score === null ? [] : [{ metric, dimension: id, name: label, score }];
  });
}

function numberOf(question: Question, answer: unknown): number | null {
  if (question.kind === 'stars') return starsOf(answer, question.most);
  if (question.kind !== 'nps' && question.kind !== 'scale') return null;
  return typeof answer === 'number' ? answer : null;
}

function starsOf(answer: unknown, most = STARS): number | null {
  if (typeof answer !== 'number') return null;
  return most === STARS ? answer : round(1 + ((answer - 1) * (STARS - 1)) / (most - 1));
}

function round(score: number): number {
  return Math.round(score * 100) / 100;
}
