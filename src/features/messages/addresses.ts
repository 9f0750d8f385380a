/** Where a customer is reached on a channel. Pure. */
import type { AddressKind, ContactRow } from '../customers/index.ts';

export interface Reach {
  readonly needs: AddressKind;
  /** In the sandbox a customer without an id at the channel can be shown all the same. */
  readonly sandbox: boolean;
}

export function addressOf(customer: ContactRow | undefined, { needs, sandbox }: Reach): string | null {
  if (!customer) return null;
  if (needs === 'phone') return /^\+\d{8,15}$/.test(customer.phone ?? '') ? customer.phone : null;
  if (needs === 'email') return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(customer.email ?? '') ? customer.email : null;
  const known = needs === 'wecom' ? customer.wecom_id : customer.web_id;
  return known || (sandbox ? customer.external_id : null);
}
