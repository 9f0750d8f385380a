import type { Attribute } from '../../contract.ts';
import type { ImportPreview } from '../../contract-imports.ts';

type Guess = ImportPreview['guess'][number];

/** The server's guesses, and columns named like a custom attribute (its key or either name) that are still free. */
export function guessesOf(preview: ImportPreview, attributes: readonly Attribute[]): readonly Guess[] {
  const taken = new Set(preview.guess.map((one) => one.column));
  const plain = (text: string) => text.trim().toLowerCase();
  const more = attributes.flatMap((attribute) => {
    const names = [attribute.key, attribute.zh, attribute.en].map(plain);
    const column = preview.columns.find((one) => !taken.has(one) && names.includes(plain(one)));
    if (column === undefined) return [];
    taken.add(column);
    return [{ field: `attribute.${attribute.key}`, column, confidence: 1 }];
  });
  return [...preview.guess, ...more];
}

/** Field to column: what was guessed, with what a person chose instead; '' leaves a field out. */
export function mappingOf(
  guesses: readonly Guess[],
  columns: readonly string[],
  chosen: Readonly<Record<string, string>>,
): Record<string, string> {
  const guessed = Object.fromEntries(guesses.map((one) => [one.field, one.column]));
  return Object.fromEntries(Object.entries({ ...guessed, ...chosen }).filter(([, column]) => columns.includes(column)));
}
