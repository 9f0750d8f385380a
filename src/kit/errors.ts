/**
 * Two kinds of error: an expected one is a declared code with words in both languages and a status, answered as RFC 9457
 * problem details; anything else is a defect and is loud.
 */
import type { Locale, Words } from '../engine/words.ts';

export interface ErrorDeclaration {
  readonly status: number;
  /** What happened and what to do; `{name}` is filled from the values of the problem. */
  readonly words: Words;
}

/** Where exactly the input is wrong. `row` counts lines of a file or items of a batch from 1. */
export interface FieldError {
  readonly path: string;
  readonly row?: number;
  readonly field?: string;
  readonly message: string;
}

export type ProblemValues = Readonly<Record<string, string | number>>;

export class Problem extends Error {
  readonly code: string;
  readonly values: ProblemValues;
  readonly fields: readonly FieldError[];

  constructor(code: string, values: ProblemValues = {}, fields: readonly FieldError[] = []) {
    super(`${code} ${JSON.stringify(values)}`);
    this.name = 'Problem';
    this.code = code;
    this.values = values;
    this.fields = fields;
  }
}

export function fill(template: string, values: ProblemValues): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

export type ErrorCatalog = ReadonlyMap<string, ErrorDeclaration>;

export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly FieldError[];
}

export function toProblemDetails(problem: Problem, catalog: ErrorCatalog, locale: Locale): ProblemDetails {
  const declaration = catalog.get(problem.code);
  if (!declaration) throw new Error(`error code ${problem.code} is not declared by any feature`);
  const detail = fill(declaration.words[locale], problem.values);
  return {
    type: `urn:huixiang:${problem.code}`,
    title: declaration.words[locale].split(/[。.;；]/)[0]?.replace(/\{\w+\}/g, '…') ?? problem.code,
    status: declaration.status,
    detail,
    code: problem.code,
    ...(problem.fields.length > 0 ? { errors: problem.fields } : {}),
  };
}

/** Codes every part may raise. */
export const commonErrors = {
  not_found: {
    status: 404,
    words: { zh: '找不到 {what}。可能已删除，或不属于这个工作区。', en: 'There is no such {what} in this workspace.' },
  },
  invalid_input: {
    status: 400,
    words: {
      zh: '填写有误。请按提示改正后再试。',
      en: 'The input is not valid. Correct the fields named and try again.',
    },
  },
  not_signed_in: { status: 401, words: { zh: '请先登录。', en: 'Sign in first.' } },
  not_allowed: {
    status: 403,
    words: {
      zh: '你的角色没有权限「{permission}」，请联系管理员。',
      en: 'Your role lacks the permission {permission}. Ask an administrator.',
    },
  },
  too_large: { status: 413, words: { zh: '内容过大，上限 {limit}。', en: 'Too large; the limit is {limit}.' } },
  too_slow: {
    status: 408,
    words: { zh: '内容传得太慢，已断开。请再试一次。', en: 'It arrived too slowly and was cut off. Try again.' },
  },
  too_many_requests: {
    status: 429,
    words: { zh: '请求过于频繁，请在 {seconds} 秒后再试。', en: 'Too many requests; try again in {seconds} seconds.' },
  },
  conflict: { status: 409, words: { zh: '与现有内容冲突：{what}。', en: 'It conflicts with what is there: {what}.' } },
  uri_too_long: { status: 414, words: { zh: '地址过长。', en: 'The address is too long.' } },
  unsupported_media: { status: 415, words: { zh: '不支持的内容类型。', en: 'This content type is not supported.' } },
  internal: {
    status: 500,
    words: {
      zh: '系统出错了，已记录编号 {id}。请稍后再试。',
      en: 'Something went wrong on our side; it is logged as {id}. Try again later.',
    },
  },
  unavailable: {
    status: 503,
    words: { zh: '服务暂时不可用，请稍后再试。', en: 'The service is not available for the moment; try again.' },
  },
} as const satisfies Record<string, ErrorDeclaration>;
