import type { CourseName } from './courses.ts';
import type { Branch, Gender, Persona } from './types.ts';

/** The people whom the product's pictures and guides name; they come first in the company, everybody else is drawn. */
export interface CastMember {
  readonly name: string;
  readonly gender: Gender;
  readonly age: number;
  readonly persona: Persona;
  readonly branch: Branch;
  readonly allergy?: string;
  /** The courses of treatment of those whose story is told in the guides; the others' are drawn. */
  readonly script?: readonly ScriptLine[];
}

export interface ScriptLine {
  readonly course: CourseName;
  /** Days before the end of the history on which it begins. */
  readonly ago: number;
  /** Days between its visits, as far as they are fixed. */
  readonly waits?: readonly number[];
}

/** An implant three days ago, after one a year before. */
const SHEN: readonly ScriptLine[] = [
  { course: 'cleaning', ago: 590 },
  { course: 'filling', ago: 410 },
  { course: 'implants', ago: 360, waits: [12, 9, 33, 45, 40] },
  { course: 'cleaning', ago: 168 },
  { course: 'check', ago: 118 },
  { course: 'whitening', ago: 66 },
  { course: 'implants', ago: 14, waits: [11] },
];

/** Cleaned his teeth 86 days ago and has been silent since. */
const GAO: readonly ScriptLine[] = [
  { course: 'filling', ago: 140 },
  { course: 'cleaning', ago: 86 },
];

const TANG: readonly ScriptLine[] = [{ course: 'ortho', ago: 340 }];

export const CAST: readonly CastMember[] = [
  { name: '沈佳怡', gender: 'female', age: 34, persona: 'implant', branch: 'xuhui', allergy: '青霉素', script: SHEN },
  { name: '高志远', gender: 'male', age: 38, persona: 'care', branch: 'xuhui', script: GAO },
  { name: '许文博', gender: 'male', age: 41, persona: 'restore', branch: 'xuhui' },
  { name: '郑雅琪', gender: 'female', age: 29, persona: 'lead', branch: 'xuhui' },
  { name: '罗静', gender: 'female', age: 36, persona: 'care', branch: 'xuhui' },
  { name: '唐宇航', gender: 'male', age: 15, persona: 'ortho', branch: 'xuhui', script: TANG },
  { name: '何晓雯', gender: 'female', age: 47, persona: 'lead', branch: 'xuhui' },
  { name: '曹明轩', gender: 'male', age: 33, persona: 'care', branch: 'jingan' },
  { name: '冯雨桐', gender: 'female', age: 28, persona: 'restore', branch: 'xuhui' },
  { name: '谢建国', gender: 'male', age: 63, persona: 'implant', branch: 'jingan' },
  { name: '邓可欣', gender: 'female', age: 7, persona: 'child', branch: 'pudong' },
  { name: '苏婉清', gender: 'female', age: 31, persona: 'care', branch: 'xuhui' },
  { name: '丁浩然', gender: 'male', age: 27, persona: 'once', branch: 'pudong' },
  { name: '魏思琪', gender: 'female', age: 33, persona: 'care', branch: 'jingan' },
  { name: '龚子墨', gender: 'male', age: 26, persona: 'once', branch: 'pudong' },
  { name: '程雪', gender: 'female', age: 40, persona: 'care', branch: 'pudong' },
  { name: '史文涛', gender: 'male', age: 44, persona: 'restore', branch: 'jingan' },
  { name: '贺兰心', gender: 'female', age: 30, persona: 'care', branch: 'xuhui' },
  { name: '邵雨晴', gender: 'female', age: 26, persona: 'restore', branch: 'pudong' },
  { name: '白俊熙', gender: 'male', age: 24, persona: 'lead', branch: 'pudong' },
  { name: '马俊杰', gender: 'male', age: 39, persona: 'restore', branch: 'pudong' },
  { name: '彭丽娜', gender: 'female', age: 35, persona: 'ortho', branch: 'jingan' },
];
