/** Reading what providers of short messages post and answer. */
import { createHash } from 'node:crypto';
import { CallbackRefused } from '../../adapter.ts';

export type Bag = Readonly<Record<string, unknown>>;

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const bagOf = (value: unknown): Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Bag) : {};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** One thing or several of them; anything else is no callback of theirs. */
export function itemsOf(body: Buffer): readonly Bag[] {
  const read = jsonOf(body.toString('utf8'));
  const items = Array.isArray(read) ? read : [read];
  if (items.length === 0 || items.some((each) => typeof each !== 'object' || each === null))
    throw new CallbackRefused('body');
  return items as readonly Bag[];
}

/** Clocks of mainland China, with or without the zone; a moment that cannot be read is the given one. */
export function chinaTime(value: unknown, otherwise: Date): Date {
  if (typeof value === 'number') return new Date(value * 1000);
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)/.exec(textOf(value)) ?? [];
  const at = new Date(`${day}T${time}+08:00`);
  return Number.isNaN(at.getTime()) ? otherwise : at;
}

/** The day in mainland China, as 20261127. */
export const chinaDay = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');

/** A name for what has none: the same words are the same thing. */
export const nameOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

/** Our own id, where the provider gives it back. */
export const ownId = (value: unknown): string | undefined =>
  typeof value === 'string' && /^dlv_\w{10,60}$/.test(value) ? value : undefined;
