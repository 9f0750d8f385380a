/** Where a customer is reached on a channel. Pure. */
import type { ContactRow } from '../customers/index.ts';

export interface Reach {
  readonly needs: 'phone' | 'email' | 'wecom';
  /** In the sandbox a customer without a WeCom id can be shown all the same. */
  readonly sandbox: boolean;
}

export function addressOf(customer: ContactRow | undefined, { needs, sandbox }: Reach): string | null {
  if (!customer) return null;
  if (needs === 'phone') return /^\+\d{8,15}$/.test(customer.phone ?? '') ? customer.phone : null;
  if (needs === 'email') return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(customer.email ?? '') ? customer.email : null;
  return customer.wecom_id || (sandbox ? customer.external_id : null);
}
