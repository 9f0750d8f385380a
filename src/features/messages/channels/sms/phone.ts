/** Numbers as providers write them, and as we do (E.164). */

/** Without the plus; those of mainland China without 86 too. */
export const plainNumber = (phone: string): string => phone.replace(/^\+86(?=1\d{10}$)/, '').replace(/^\+/, '');

/** null: no number at all. `nation` without a plus, where the provider tells it apart. */
export function phoneOf(number: string, nation = ''): string | null {
  const digits = number.replace(/^(\+|00)/, '');
  if (!/^\d{5,15}$/.test(digits)) return null;
  if (number.startsWith('+') || number.startsWith('00')) return `+${digits}`;
  if (nation && /^\d{1,4}$/.test(nation)) return `+${nation}${digits}`;
  return /^1\d{10}$/.test(digits) ? `+86${digits}` : `+${digits}`;
}
