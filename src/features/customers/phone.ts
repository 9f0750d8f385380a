import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** E.164 (`+8613800001234`) where the number is a possible one, with China as the default country; else its digits as they were written. */
export function normalizePhone(text: string): string {
  const written = text.normalize('NFKC').trim();
  const parsed = parsePhoneNumberFromString(written, 'CN');
  if (parsed?.isPossible() && !parsed.ext) return parsed.number;
  return written.replace(/[^\d+*#xX-]/g, '');
}

export function normalizeEmail(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
