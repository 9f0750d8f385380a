/** Reads a workbook of ours back, for tests. */
import { inflateRawSync } from 'node:zlib';

/** Reads a ZIP by its directory, as any other program would. */
export function unzip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < bytes.readUInt16LE(end + 10); i++) {
    const size = bytes.readUInt32LE(at + 20);
    const name = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    files.set(
      bytes.subarray(at + 46, at + 46 + name).toString(),
      inflateRawSync(bytes.subarray(from, from + size)).toString(),
    );
    at += 46 + name;
  }
  return files;
}

const plain = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Rows of text and numbers by the name of their sheet; empty cells are left out. */
export function sheetsOf(bytes: Buffer): Map<string, (string | number)[][]> {
  const files = unzip(bytes);
  const names = [...(files.get('xl/workbook.xml') ?? '').matchAll(/<sheet name="([^"]*)"/g)];
  return new Map(
    names.map(([, name = ''], i) => {
      const sheet = files.get(`xl/worksheets/sheet${i + 1}.xml`) ?? '';
      const rows = [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
        [...row.matchAll(/<v>([^<]*)<\/v>|<t [^>]*>([^<]*)<\/t>/g)].map(([, number, text]) =>
          number === undefined ? plain(text ?? '') : Number(number),
        ),
      );
      return [plain(name), rows];
    }),
  );
}
