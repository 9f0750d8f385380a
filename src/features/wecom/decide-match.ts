/** Which customer a contact is. Pure: what was found is passed in. */

export interface Found {
  /** Linked before, by us or by a person. */
  readonly identity: string | undefined;
  readonly unionid: string | undefined;
  /** Who has one of the numbers that the colleague wrote down. */
  readonly phones: readonly string[];
}

export interface Match {
  readonly customerId: string | null;
  readonly by: 'identity' | 'unionid' | 'phone' | null;
}

/** The strongest says it; several people at the numbers say nothing: a person has to look. */
export function matchOf({ identity, unionid, phones }: Found): Match {
  if (identity) return { customerId: identity, by: 'identity' };
  if (unionid) return { customerId: unionid, by: 'unionid' };
  const people = [...new Set(phones)];
  return people.length === 1 ? { customerId: people[0] ?? null, by: 'phone' } : { customerId: null, by: null };
}
