/** How many parts a short message is billed as: 160 of the letters of GSM 03.38 or 70 of any others, and a few less in each when it takes several. */

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** These cost two places. */
const EXTENDED = '\f^{}\\[~]|€';

const places = new Map<string, number>([
  ...[...BASIC].map((letter) => [letter, 1] as const),
  ...[...EXTENDED].map((letter) => [letter, 2] as const),
]);

export interface Parts {
  readonly parts: number;
  /** Places used, as they are counted. */
  readonly length: number;
  /** Places still free in the last part. */
  readonly left: number;
  readonly alphabet: 'gsm' | 'ucs2';
}

export interface PartsOptions {
  /** Carriers in mainland China count 70 and 67 whatever the letters. */
  readonly gsm?: boolean;
}

export function partsOf(text: string, { gsm = true }: PartsOptions = {}): Parts {
  const letters = [...text];
  const plain = gsm && letters.every((letter) => places.has(letter));
  if (!plain) return counted(text.length, 70, 67, 'ucs2');
  return counted(
    letters.reduce((sum, letter) => sum + (places.get(letter) ?? 1), 0),
    160,
    153,
    'gsm',
  );
}

function counted(length: number, single: number, each: number, alphabet: Parts['alphabet']): Parts {
  const parts = length <= single ? 1 : Math.ceil(length / each);
  return { parts, length, left: (parts === 1 ? single : parts * each) - length, alphabet };
}
