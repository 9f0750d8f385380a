/** Names of ours on the switch: from each one we know which call it belongs to and what it is, so nothing has to be remembered. */
export const playId = (call: string, play: number): string => `${call}~p${play}`;
export const recordId = (call: string, record: number | null): string =>
  record === null ? call : `${call}~r${record}`;
export const legId = (call: string, transfer: number): string => `${call}~t${transfer}`;
export const snoopId = (call: string): string => `${call}~s`;
export const bridgeId = (call: string): string => `${call}~b`;

export interface Named {
  readonly call: string;
  /** The call itself, or a part of it. */
  readonly part: 'call' | 'play' | 'record' | 'leg' | 'snoop' | 'bridge';
  readonly n: number;
}

const PARTS = { p: 'play', r: 'record', t: 'leg', s: 'snoop', b: 'bridge' } as const;

export function readId(id: string): Named {
  const [call = '', part] = id.split('~');
  if (part === undefined) return { call, part: 'call', n: 0 };
  return { call, part: PARTS[part.charAt(0) as keyof typeof PARTS] ?? 'call', n: Number(part.slice(1) || 0) };
}
