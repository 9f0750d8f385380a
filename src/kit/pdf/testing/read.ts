/** Reads the text of a PDF that pdfkit wrote: glyphs of each run through the ToUnicode table of its font. Enough for tests, no more. */
export function textOf(pdf: Buffer, inflate: (data: Buffer) => Buffer): string {
  const raw = pdf.toString('latin1');
  const objects = new Map<string, string>();
  for (const found of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(found[1] ?? '', found[2] ?? '');
  const stream = (body: string): string => {
    const at = body.indexOf('stream\n');
    if (at < 0) return '';
    const data = Buffer.from(body.slice(at + 7, body.lastIndexOf('\nendstream')), 'latin1');
    return body.includes('/FlateDecode') ? inflate(data).toString('latin1') : data.toString('latin1');
  };
  const fonts = new Map<string, ReadonlyMap<number, string>>();
  for (const body of objects.values())
    for (const [, name = '', ref = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(ref) ?? '')?.[1];
      if (table) fonts.set(name, charactersOf(stream(objects.get(table) ?? '')));
    }
  let text = '';
  for (const body of objects.values()) {
    if (body.includes('/ToUnicode') || !body.includes('stream\n')) continue;
    const content = stream(body);
    if (!content.includes('BT\n')) continue;
    let font: ReadonlyMap<number, string> | undefined;
    for (const [, name, run] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (name !== undefined) font = fonts.get(name);
      for (const [, hex = ''] of (run ?? '').matchAll(/<([0-9a-f]+)>/g))
        for (let at = 0; at < hex.length; at += 4) text += font?.get(Number.parseInt(hex.slice(at, at + 4), 16)) ?? '';
    }
  }
  return text.replaceAll(' ', '');
}

function charactersOf(table: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const decode = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, from = '', , list = ''] of table.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/g))
    for (const [i, hex] of [...list.matchAll(/<([0-9a-f ]+)>/g)].entries())
      found.set(Number.parseInt(from, 16) + i, decode((hex[1] ?? '').replaceAll(' ', '')));
  return found;
}
