/** A PDF of headings, paragraphs and tables on A4 across, with its fonts inside; no browser is needed. */
import { createRequire } from 'node:module';
import { cutFonts, pieceOf, type Weight } from './fonts.ts';
import { linesOf } from './lines.ts';

export interface Column {
  readonly title: string;
  /** Shares of the width. */
  readonly width: number;
  readonly right?: boolean;
}

export type Block =
  | { readonly kind: 'title' | 'heading' | 'text' | 'small'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly name: string; readonly value: string }[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly {
        readonly cells: readonly string[];
        readonly strong?: boolean;
        readonly note?: string;
      }[];
    };

export interface Paper {
  readonly title: string;
  /** In the foot of each page, before its number. */
  readonly foot: string;
  readonly locale: string;
  readonly at: Date;
  readonly blocks: readonly Block[];
}

/** What of pdfkit is used. */
interface Document {
  font(name: string): Document;
  fontSize(size: number): Document;
  fillColor(color: string): Document;
  registerFont(name: string, font: Buffer): Document;
  widthOfString(text: string): number;
  text(text: string, x: number, y: number, options: { lineBreak: false }): Document;
  addPage(): Document;
  rect(x: number, y: number, width: number, height: number): Document;
  fill(color: string): Document;
  switchToPage(page: number): Document;
  bufferedPageRange(): { count: number };
  on(event: 'data', listener: (chunk: Buffer) => void): Document;
  on(event: 'end', listener: () => void): Document;
  end(): void;
}
type Constructor = new (options: object) => Document;

const load = createRequire(import.meta.url);
const PAGE = { width: 841.89, height: 595.28, margin: 40 };
const WIDTH = PAGE.width - 2 * PAGE.margin;
const BOTTOM = PAGE.height - PAGE.margin - 14;
const INK = '#1f2329';
const FAINT = '#646a73';
const LINE = '#dee0e3';
const SHADE = '#f5f6f7';
const SIZES = { title: 18, heading: 12, text: 9.5, small: 8, cell: 8 } as const;
const LEADING = 1.45;
const PAD = 4;

export async function pdfOf(paper: Paper): Promise<Buffer> {
  const fonts = await cutFonts(textsOf(paper));
  const Pdf = load('pdfkit') as Constructor;
  const doc = new Pdf({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    bufferPages: true,
    lang: paper.locale,
    info: { Title: paper.title, Producer: 'Huixiang', CreationDate: paper.at, ModDate: paper.at },
  });
  for (const [name, font] of fonts) doc.registerFont(name, font);
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve) => {
    doc.on('data', (chunk) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
  });
  const pen = penOf(doc);
  let y = PAGE.margin;
  const room = (height: number): void => {
    if (y + height <= BOTTOM) return;
    doc.addPage();
    y = PAGE.margin;
  };
  for (const block of paper.blocks) {
    if (block.kind === 'table') {
      y = drawTable(
        doc,
        pen,
        block,
        y,
        room,
        () => y,
        (to) => (y = to),
      );
    } else if (block.kind === 'facts') {
      const wide = WIDTH / 4;
      for (let at = 0; at < block.facts.length; at += 4) {
        const row = block.facts.slice(at, at + 4).map(({ name, value }) => ({
          name,
          lines: linesOf(value, wide - 8, (text) => pen.widthOf(text, 11, 700)),
        }));
        const height = 14 + Math.max(...row.map(({ lines }) => lines.length)) * 11 * LEADING + 6;
        room(height);
        for (const [i, { name, lines }] of row.entries()) {
          pen.write(name, PAGE.margin + i * wide, y, SIZES.small, 400, FAINT);
          for (const [n, line] of lines.entries())
            pen.write(line, PAGE.margin + i * wide, y + 13 + n * 11 * LEADING, 11, 700, INK);
        }
        y += height;
      }
    } else {
      const size = SIZES[block.kind];
      const weight: Weight = block.kind === 'title' || block.kind === 'heading' ? 700 : 400;
      if (block.kind === 'heading') {
        y += 8;
        room(size * LEADING + 50);
      }
      for (const line of linesOf(block.text, WIDTH, (text) => pen.widthOf(text, size, weight))) {
        room(size * LEADING);
        pen.write(line, PAGE.margin, y, size, weight, block.kind === 'small' ? FAINT : INK);
        y += size * LEADING;
      }
      y += 3;
    }
  }
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page);
    const text = `${paper.foot} · ${page + 1} / ${count}`;
    pen.write(text, PAGE.margin, PAGE.height - PAGE.margin + 6, 7.5, 400, FAINT);
  }
  doc.end();
  return done;
}

interface Pen {
  widthOf(text: string, size: number, weight: Weight): number;
  write(text: string, x: number, y: number, size: number, weight: Weight, color: string): void;
}

/** Text in runs of one font; a character that no font has is written as a question mark. */
function penOf(doc: Document): Pen {
  const known = new Map<string, number>();
  const fontOf = new Map<string, string | null>();
  const piece = (character: string): string | null => {
    const had = fontOf.get(character);
    if (had !== undefined) return had;
    const found = pieceOf(character);
    fontOf.set(character, found);
    return found;
  };
  const unit = (character: string, weight: Weight): number => {
    const key = `${character}${weight}`;
    const had = known.get(key);
    if (had !== undefined) return had;
    const name = piece(character);
    const wide =
      name === null ? unit('?', weight) : doc.font(`${name} ${weight}`).fontSize(100).widthOfString(character) / 100;
    known.set(key, wide);
    return wide;
  };
  const widthOf = (text: string, size: number, weight: Weight): number =>
    [...text].reduce((sum, character) => sum + unit(character, weight) * size, 0);
  return {
    widthOf,
    write(text, x, y, size, weight, color) {
      let at = x;
      let run = '';
      let font: string | null = null;
      const flush = (): void => {
        if (run && font)
          doc.font(`${font} ${weight}`).fontSize(size).fillColor(color).text(run, at, y, { lineBreak: false });
        at += widthOf(run, size, weight);
        run = '';
      };
      for (const character of text) {
        const shown = piece(character) === null ? '?' : character;
        const name = piece(shown);
        if (name !== font) flush();
        font = name;
        run += shown;
      }
      flush();
    },
  };
}

type Table = Extract<Block, { kind: 'table' }>;

function drawTable(
  doc: Document,
  pen: Pen,
  { columns, rows }: Table,
  from: number,
  room: (height: number) => void,
  where: () => number,
  move: (y: number) => void,
): number {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => (width / whole) * WIDTH);
  const lefts = widths.map((_width, i) => PAGE.margin + widths.slice(0, i).reduce((sum, width) => sum + width, 0));
  const { cell: size } = SIZES;
  const step = size * LEADING;
  const broken = (cells: readonly string[], weight: Weight): string[][] =>
    cells.map((text, i) => linesOf(text, (widths[i] ?? 0) - 2 * PAD, (part) => pen.widthOf(part, size, weight)));
  const draw = (cells: readonly string[][], y: number, weight: Weight, color: string): void => {
    for (const [i, lines] of cells.entries())
      for (const [n, line] of lines.entries()) {
        const wide = columns[i]?.right ? pen.widthOf(line, size, weight) : null;
        const x = wide === null ? (lefts[i] ?? 0) + PAD : (lefts[i] ?? 0) + (widths[i] ?? 0) - PAD - wide;
        pen.write(line, x, y + PAD + n * step, size, weight, color);
      }
  };
  const tall = (cells: readonly string[][]): number =>
    Math.max(1, ...cells.map((lines) => lines.length)) * step + 2 * PAD;
  const head = broken(
    columns.map(({ title }) => title),
    700,
  );
  const header = (): void => {
    doc.rect(PAGE.margin, where(), WIDTH, tall(head)).fill(SHADE);
    draw(head, where(), 700, FAINT);
    move(where() + tall(head));
  };
  move(from);
  room(tall(head) + 2 * step + 2 * PAD);
  header();
  for (const { cells, strong, note } of rows) {
    const weight: Weight = strong ? 700 : 400;
    const lines = broken(cells, weight);
    const notes = note ? linesOf(note, WIDTH - 2 * PAD - (widths[0] ?? 0), (part) => pen.widthOf(part, 7.5, 400)) : [];
    const height = tall(lines) + (notes.length > 0 ? notes.length * 7.5 * LEADING : 0);
    const before = where();
    room(height);
    if (where() < before) header();
    draw(lines, where(), weight, INK);
    for (const [n, line] of notes.entries())
      pen.write(
        line,
        (lefts[1] ?? PAGE.margin) + PAD,
        where() + tall(lines) - PAD + n * 7.5 * LEADING,
        7.5,
        400,
        FAINT,
      );
    move(where() + height);
    doc.rect(PAGE.margin, where(), WIDTH, 0.5).fill(LINE);
  }
  return where() + 6;
}

/** Every character at the weights it may be written in. */
function textsOf({ blocks, foot }: Paper): Record<Weight, string> {
  const parts: string[] = [foot, '0123456789 /·?'];
  for (const block of blocks) {
    if (block.kind === 'table')
      parts.push(
        ...block.columns.map(({ title }) => title),
        ...block.rows.flatMap(({ cells, note = '' }) => [...cells, note]),
      );
    else if (block.kind === 'facts') parts.push(...block.facts.flatMap(({ name, value }) => [name, value]));
    else parts.push(block.text);
  }
  const bold = blocks.flatMap((block): string[] => {
    if (block.kind === 'title' || block.kind === 'heading') return [block.text];
    if (block.kind === 'facts') return block.facts.map(({ value }) => value);
    if (block.kind !== 'table') return [];
    return [
      ...block.columns.map(({ title }) => title),
      ...block.rows.filter(({ strong }) => strong).flatMap(({ cells }) => cells),
    ];
  });
  return { 400: parts.join(''), 700: `${bold.join('')}?` };
}
