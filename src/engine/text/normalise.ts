/**
 * One way to write a text, unit by unit: what comes out has exactly as many UTF-16 units as what went in, so a position in the one is a
 * position in the other. Full-width letters become half-width, capitals small, spaces and line ends one kind of space.
 */
const SPACE = 0x20;

/** Line ends are kept apart from spaces: they end a clause. */
function unitOf(unit: number): number {
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit === 0x09 || unit === 0x0d ? SPACE : unit;
  if (unit >= 0xff01 && unit <= 0xff5e) return unitOf(unit - 0xfee0);
  if (unit === 0x3000 || unit === 0xa0 || unit === 0x200b || unit === 0xfeff) return SPACE;
  if (unit === 0x2018 || unit === 0x2019) return 0x27;
  return unit;
}

const CHUNK = 8192;

export function normalise(text: string): string {
  // Most texts need no change, and then no new string is made.
  let at = 0;
  while (at < text.length && unitOf(text.charCodeAt(at)) === text.charCodeAt(at)) at++;
  if (at === text.length) return text;
  let out = text.slice(0, at);
  const units: number[] = [];
  for (; at < text.length; at++) {
    units.push(unitOf(text.charCodeAt(at)));
    if (units.length === CHUNK) out += String.fromCharCode(...units.splice(0));
  }
  return out + String.fromCharCode(...units);
}

export function isHan(unit: number): boolean {
  return (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3400 && unit <= 0x4dbf);
}

export function isLetterOrDigit(unit: number): boolean {
  return (
    (unit >= 0x61 && unit <= 0x7a) ||
    (unit >= 0x30 && unit <= 0x39) ||
    (unit >= 0xc0 && unit <= 0x24f && unit !== 0xd7 && unit !== 0xf7)
  );
}

/** What a text says, without how it is set: the same for two copies that differ in case, width, spaces or punctuation. */
export function contentKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
