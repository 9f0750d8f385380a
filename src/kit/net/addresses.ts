/**
 * Which addresses that a person wrote (a webhook, a model's endpoint) may be reached. Whoever may write an address must not reach through us
 * what only we can reach: the machine itself, its network, the metadata service of a cloud. What belongs to the company is named in
 * HUIXIANG_WEBHOOK_ALLOW, for example `10.0.0.0/8,127.0.0.1`.
 */
import { BlockList, isIP } from 'node:net';

/** IANA special-purpose registries (RFC 6890 and its successors), without what is globally reachable. */
const PRIVATE_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Beyond 2000::/3 nothing is public; within it, what carries another address inside or is for documents. */
const PRIVATE_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const privateV4 = listOf(PRIVATE_V4);
const privateV6 = listOf(PRIVATE_V6);
const publicV6 = listOf(['2000::/3']);

/** Throws when a part is no address and no range. */
export function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (isIP(address) === 0) throw new Error(`HUIXIANG_WEBHOOK_ALLOW: ${range} is no address and no range`);
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

export function allowedByHand(): BlockList {
  const text = process.env['HUIXIANG_WEBHOOK_ALLOW'] ?? '';
  return listOf(text.split(/[\s,]+/).filter(Boolean));
}

/** An IPv4 address that travels as IPv6 (::ffff:127.0.0.1, in any of its writings) is that IPv4 address. */
function unwrapped(address: string): string {
  if (isIP(address) !== 6) return address;
  const written = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(written);
  if (!mapped) return written;
  const [high, low] = [Number.parseInt(mapped[1] ?? '0', 16), Number.parseInt(mapped[2] ?? '0', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

export type Reach = 'public' | 'allowed' | 'refused';

export function reachOf(address: string, allow: BlockList = allowedByHand()): Reach {
  const plain = unwrapped(address);
  const family = isIP(plain);
  if (family === 0) return 'refused';
  if (allow.check(plain, family === 6 ? 'ipv6' : 'ipv4')) return 'allowed';
  if (family === 4) return privateV4.check(plain, 'ipv4') ? 'refused' : 'public';
  return publicV6.check(plain, 'ipv6') && !privateV6.check(plain, 'ipv6') ? 'public' : 'refused';
}
