/** Who is one person: customers that share a telephone number or a mailbox, also by way of a third. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { type ContactRow, findContacts, findSharing, type SharedAddress } from '../../customers/index.ts';
import { isEmail, isPhone } from '../accounts/addresses.ts';

export interface Persons {
  /** The customers asked about. */
  readonly people: ReadonlyMap<string, ContactRow>;
  /** All records of each person, herself among them, by the id asked about. */
  recordsOf(customerId: string): readonly string[];
  /** The same for all records of a person. */
  keyOf(customerId: string): string;
  /** Every record of everybody asked about. */
  readonly everybody: readonly string[];
}

export async function personsOf(tx: Tx, ctx: Context, ids: readonly string[]): Promise<Persons> {
  const wanted = [...new Set(ids)];
  const people = new Map((await findContacts(tx, ctx.workspace.id, wanted)).map((row) => [row.customer_id, row]));
  const groups = new Groups();
  for (const id of wanted)
    groups.add({ customer_id: id, phone: people.get(id)?.phone ?? null, email: people.get(id)?.email ?? null });
  // Rarely more than one round: who shares a number with somebody who shares a mailbox with a third.
  for (let fresh = groups.takeFresh(); fresh.phones.length + fresh.emails.length > 0; fresh = groups.takeFresh())
    for (const row of await findSharing(tx, ctx.workspace.id, fresh, groups.ids())) groups.add(row);
  const members = groups.members();
  return {
    people,
    everybody: groups.ids(),
    keyOf: (id) => groups.rootOf(id),
    recordsOf: (id) => members.get(groups.rootOf(id)) ?? [id],
  };
}

/** Union by address. */
class Groups {
  readonly #parent = new Map<string, string>();
  readonly #at = new Map<string, string>();
  #phones: string[] = [];
  #emails: string[] = [];

  add({ customer_id: id, phone, email }: SharedAddress): void {
    if (!this.#parent.has(id)) this.#parent.set(id, id);
    // What is no number reaches nobody, so it makes no two people one.
    if (isPhone(phone)) this.#meet(id, phone, this.#phones);
    if (isEmail(email)) this.#meet(id, email, this.#emails);
  }

  #meet(id: string, address: string, fresh: string[]): void {
    const other = this.#at.get(address);
    if (other === undefined) {
      this.#at.set(address, id);
      fresh.push(address);
    } else if (other !== id) {
      const [a, b] = [this.rootOf(id), this.rootOf(other)];
      if (a !== b) this.#parent.set(a < b ? b : a, a < b ? a : b);
    }
  }

  rootOf(id: string): string {
    let at = id;
    for (let up = this.#parent.get(at); up !== undefined && up !== at; up = this.#parent.get(at)) at = up;
    return at;
  }

  ids(): string[] {
    return [...this.#parent.keys()];
  }

  takeFresh(): { phones: string[]; emails: string[] } {
    const fresh = { phones: this.#phones, emails: this.#emails };
    this.#phones = [];
    this.#emails = [];
    return fresh;
  }

  members(): Map<string, string[]> {
    const members = new Map<string, string[]>();
    for (const id of this.#parent.keys()) {
      const root = this.rootOf(id);
      const known = members.get(root);
      if (known) known.push(id);
      else members.set(root, [id]);
    }
    return members;
  }
}
