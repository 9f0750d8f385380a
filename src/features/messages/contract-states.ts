/** The states of a message and of its attempts, and how they move. Browser-safe. */
import { z } from 'zod';

/** `held`: what it was sent with is paused. `awaiting`: a colleague has to confirm it before it goes out. */
export const DeliveryState = z.enum([
  'queued',
  'held',
  'sending',
  'unknown',
  'awaiting',
  'accepted',
  'failed',
  'delivered',
  'read',
  'refused',
  'cancelled',
]);
export type DeliveryState = z.infer<typeof DeliveryState>;

/**
 * News about an attempt moves it forward only: what ranks no higher than what is known changes nothing. So receipts may come twice and
 * in any order, and the end is the same.
 */
export const RANK: Readonly<Record<DeliveryState, number>> = {
  queued: 0,
  held: 5,
  sending: 10,
  unknown: 20,
  awaiting: 25,
  accepted: 30,
  failed: 40,
  delivered: 50,
  read: 60,
  refused: 90,
  cancelled: 90,
};

/** `answered`: a reply or a filled form. `waiting`: an attempt is still to be made. */
export const MessageState = z.enum([
  'waiting',
  'sent',
  'delivered',
  'read',
  'answered',
  'unknown',
  'failed',
  'refused',
  'cancelled',
]);
export type MessageState = z.infer<typeof MessageState>;

/** What a channel tells about an attempt later. */
export const ReceiptStatus = z.enum(['awaiting', 'accepted', 'delivered', 'read', 'failed']);
export type ReceiptStatus = z.infer<typeof ReceiptStatus>;

/** Why an attempt was not made, or did not end well; rules of the contact policy first. */
export const Reason = z.enum([
  'channel',
  'optOut',
  'consent',
  'address',
  'window',
  'answer',
  'blocked',
  'workday',
  'hours',
  'gap',
  'frequency',
  'duplicate',
  'budget',
  'rest',
  'sample',
  'quota',
  'variables',
  'words',
  'expired',
  'recipient',
  'content',
  'config',
  'transient',
  'throttled',
  'unknown',
  'bounced',
  'answered',
  'reached',
  'stopped',
  'paused',
]);
export type Reason = z.infer<typeof Reason>;
