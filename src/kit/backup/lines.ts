import type { Readable } from 'node:stream';

/** Lines of a byte stream without their line ends; bytes are decoded per line, so a character is never split. */
export async function* readLines(stream: Readable): AsyncGenerator<string, void, void> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    for (let end = data.indexOf(10, from); end !== -1; end = data.indexOf(10, from)) {
      yield data.toString('utf8', from, end);
      from = end + 1;
    }
    rest = data.subarray(from);
  }
  if (rest.length > 0) yield rest.toString('utf8');
}
