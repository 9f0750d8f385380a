/** Where a customer is reached on a channel. Pure. */
import type { AddressKind, ContactRow } from '../../customers/index.ts';

export const isPhone = (text: string | null): text is string => text !== null && /^\+\d{8,15}$/.test(text);
export const isEmail = (text: string | null): text is string =>
  text !== null && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

export interface Reach {
  readonly needs: AddressKind;
  /** In the sandbox a customer without an id at the channel can be shown all the same. */
  readonly sandbox: boolean;
}

export function addressOf(customer: ContactRow | undefined, { needs, sandbox }: Reach): string | null {
  if (!customer) return null;
  if (needs === 'phone') return isPhone(customer.phone) ? customer.phone : null;
  if (needs === 'email') return isEmail(customer.email) ? customer.email : null;
  const known = needs === 'wecom' ? customer.wecom_id : customer.web_id;
  return known || (sandbox ? customer.external_id : null);
}
