/** What WeCom posts to us, opened: the same for every app, by its own token and key. */
import { XMLParser } from 'fast-xml-parser';
import { type CallbackAnswer, CallbackRefused, type ChannelEvent, type RawCallback } from '../../../messages/index.ts';
import { isSameText } from '../../../../kit/same-text.ts';
import { decrypt, type Keys, signatureOf } from './crypt.ts';

export type Fields = Readonly<Record<string, string>>;

const parser = new XMLParser({
  processEntities: false,
  htmlEntities: false,
  parseTagValue: false,
  ignoreAttributes: true,
});

/** Flat, as all of theirs are; what is nested is not read. A document type is refused before anything parses it. */
export function readXml(text: string): Fields {
  if (/<!(?!\[CDATA\[)/.test(text.replaceAll(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')))
    throw new CallbackRefused('document type');
  let root: unknown;
  try {
    root = (parser.parse(text, true) as { xml?: unknown }).xml;
  } catch {
    throw new CallbackRefused('no XML');
  }
  if (typeof root !== 'object' || root === null) throw new CallbackRefused('no XML');
  return Object.fromEntries(
    Object.entries(root).filter((each): each is [string, string] => typeof each[1] === 'string'),
  );
}

export function openCallback(
  keys: Keys,
  { method, url, body }: RawCallback,
  read: (fields: Fields) => readonly ChannelEvent[],
): CallbackAnswer {
  const query = new URL(url).searchParams;
  const open = (encrypted: string): string => {
    const right = signatureOf(keys.token, query.get('timestamp') ?? '', query.get('nonce') ?? '', encrypted);
    if (!isSameText(right, query.get('msg_signature') ?? '')) throw new CallbackRefused('signature');
    const said = decrypt(keys, encrypted);
    if (said === null) throw new CallbackRefused('encryption');
    return said;
  };
  // Whoever enters our address in their console is asked to prove that it is ours: the plain words, nothing around them.
  if (method === 'GET') return { events: [], reply: { status: 200, body: open(query.get('echostr') ?? '') } };
  const message = open(readXml(body.toString('utf8'))['Encrypt'] ?? '');
  return { events: read(readXml(message)), reply: { status: 200, body: '' } };
}

/** Their times are seconds. */
export const timeOf = (seconds: unknown): Date => new Date((Number(seconds) || 0) * 1000);
