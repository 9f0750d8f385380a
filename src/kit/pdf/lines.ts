/** Breaks text into lines: between any two characters of Chinese, else between words; a word longer than a line is broken where it must. Pure. */
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/u;
/** Must not begin a line. */
const CLOSING = /[，。、；：！？）》」』”’,.;:!?)\]%]/u;

export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let word = '';
  const flush = (): void => {
    if (word) tokens.push(word);
    word = '';
  };
  for (const character of text) {
    if (character === ' ') {
      flush();
      tokens.push(' ');
    } else if (CLOSING.test(character) && !word && tokens.length > 0 && tokens.at(-1) !== ' ') {
      tokens.push(`${tokens.pop() ?? ''}${character}`);
    } else if (WIDE.test(character)) {
      flush();
      tokens.push(character);
    } else word += character;
  }
  flush();
  return tokens;
}

export function linesOf(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    let used = 0;
    const next = (): void => {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    };
    for (const token of tokensOf(paragraph)) {
      const wide = widthOf(token);
      if (used + wide > width && line !== '') next();
      if (token === ' ' && line === '') continue;
      if (wide > width) {
        for (const character of token) {
          const one = widthOf(character);
          if (used + one > width && line !== '') next();
          line += character;
          used += one;
        }
      } else {
        line += token;
        used += wide;
      }
    }
    next();
  }
  return lines;
}
