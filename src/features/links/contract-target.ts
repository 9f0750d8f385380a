/** Judged before anybody is led there. Browser-safe. */
export const MOST_TARGET = 2000;

/**
 * Where somebody may be led: an absolute address of the web, in its plain form. null for anything else: other schemes, names and passwords in it
 * (they make one site look like another), control characters (they end headers).
 */
export function readTarget(text: string): string | null {
  const given = text.trim();
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  if (given.length > MOST_TARGET || /[\u0000-\u0020\u007f]/.test(given) || !/^https?:\/\//i.test(given)) return null;
  try {
    const url = new URL(given);
    const isPlain = url.username === '' && url.password === '' && url.hostname !== '';
    return isPlain && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
  } catch {
    return null;
  }
}
