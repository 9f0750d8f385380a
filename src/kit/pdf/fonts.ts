/**
 * Noto Sans SC (SIL Open Font License) lies in a hundred small variable fonts, each for some characters. Of those that a text needs, the glyphs it
 * needs are cut out at one weight; so every character of the standard renders and the file stays small.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type Weight = 400 | 700;

/** Loaded with the first PDF: libraries and their WebAssembly take a third of a second that no start should wait for. */
const load = createRequire(import.meta.url);

type Subset = (
  font: Buffer,
  text: string,
  how: { targetFormat: 'truetype'; variationAxes: { wght: number } },
) => Promise<Buffer>;

interface Piece {
  readonly name: string;
  readonly spans: readonly (readonly [number, number])[];
}

let pieces: { readonly folder: string; readonly list: readonly Piece[] } | undefined;

function piecesOf(): NonNullable<typeof pieces> {
  if (pieces) return pieces;
  const folder = dirname(load.resolve('@fontsource-variable/noto-sans-sc/package.json'));
  const ranges = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  const list = Object.entries(ranges).map(([name, text]) => ({
    name: name.replaceAll(/[[\]]/g, ''),
    spans: text.split(',').map((part): [number, number] => {
      const [from = '', to = from] = part.trim().replace('U+', '').split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
    }),
  }));
  // Latin letters also stand, for their sake, in pieces of rare characters: their own piece goes first.
  pieces = { folder, list: list.toReversed() };
  return pieces;
}

/** Which font has a character; null where none has. */
export function pieceOf(character: string): string | null {
  const code = character.codePointAt(0) ?? 0;
  return piecesOf().list.find(({ spans }) => spans.some(([from, to]) => code >= from && code <= to))?.name ?? null;
}

/** By `piece weight`, TrueType with the glyphs of `texts`. */
export async function cutFonts(texts: Readonly<Record<Weight, string>>): Promise<Map<string, Buffer>> {
  const subset = load('subset-font') as Subset;
  const fonts = new Map<string, Buffer>();
  for (const weight of [400, 700] as const) {
    const wanted = new Map<string, Set<string>>();
    for (const character of new Set(texts[weight])) {
      const piece = pieceOf(character);
      if (piece) wanted.set(piece, (wanted.get(piece) ?? new Set()).add(character));
    }
    for (const [piece, characters] of wanted) {
      const file = readFileSync(join(piecesOf().folder, 'files', `noto-sans-sc-${piece}-wght-normal.woff2`));
      const cut = await subset(file, [...characters].join(''), {
        targetFormat: 'truetype',
        variationAxes: { wght: weight },
      });
      fonts.set(`${piece} ${weight}`, cut);
    }
  }
  return fonts;
}
