/**
 * The way to an address that a person wrote. A name is resolved here and every address it has is checked before the connection is made to one
 * of them, so a name cannot change its address in between.
 */
import { lookup as resolve } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { reachOf } from './addresses.ts';

export type Refusal = 'address_refused' | 'plain_refused';

export class Refused extends Error {
  readonly why: Refusal | 'unreachable';
  constructor(why: Refusal | 'unreachable') {
    super(why);
    this.why = why;
  }
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

function refusal(address: string, isPlain: boolean): Refusal | null {
  const reach = reachOf(address);
  if (reach === 'refused') return 'address_refused';
  // What crosses the internet is encrypted; within the company's own network that is the company's to decide.
  return isPlain && reach === 'public' ? 'plain_refused' : null;
}

/** An address in numbers is not looked up, so it is judged before. */
export function refusalOf(target: URL): Refusal | null {
  return isIP(hostOf(target)) ? refusal(hostOf(target), target.protocol === 'http:') : null;
}

export function guardedLookup(isPlain: boolean): LookupFunction {
  return (name, options, done) => {
    resolve(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0);
      for (const { address } of found) {
        const why = refusal(address, isPlain);
        if (why) return done(new Refused(why), '', 0);
      }
      const [first] = found;
      if (!first) return done(new Refused('unreachable'), '', 0);
      if (options.all) return done(null, found);
      return done(null, first.address, first.family);
    });
  };
}

/** What speaks against an address without asking the network, or null. */
export function refusalUnasked(target: URL): Refusal | null {
  if (target.username || target.password) return 'address_refused';
  const host = hostOf(target);
  if (!isIP(host))
    return /(^|\.)localhost\.?$/.test(host) && reachOf('127.0.0.1') !== 'allowed' ? 'address_refused' : null;
  return refusalOf(target);
}
