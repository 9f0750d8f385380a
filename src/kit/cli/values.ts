/** Values of options: durations, days, shares. Pure. */
import { isDate } from '../../engine/condition/dates.ts';
import type { OptionKind } from './command.ts';
import { UsageError } from './command.ts';

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `30d`, `4h`, `15m`, `20s` in milliseconds. */
export function parseDuration(text: string): number {
  const match = /^(\d{1,6})([smhd])$/.exec(text);
  const unit = match && UNIT_MS[match[2] ?? ''];
  if (!match || !unit || Number(match[1]) === 0)
    throw new UsageError(`"${text}" is not a duration; write 30d, 4h or 15m`);
  return Number(match[1]) * unit;
}

export function parseValue(kind: OptionKind, name: string, text: string): string | number {
  switch (kind) {
    case 'number': {
      const value = Number(text);
      if (text.trim() === '' || !Number.isFinite(value))
        throw new UsageError(`--${name} takes a number, not "${text}"`);
      return value;
    }
    case 'share': {
      const value = Number(text);
      if (text.trim() === '' || !(value >= 0 && value <= 1))
        throw new UsageError(`--${name} takes a share from 0 to 1, not "${text}"`);
      return value;
    }
    case 'duration':
      return parseDuration(text);
    case 'day':
      if (!isDate(text)) throw new UsageError(`--${name} takes a day such as 2026-03-31, not "${text}"`);
      return text;
    default:
      return text;
  }
}
