/** A QR code as it is asked for. */
import { z } from 'zod';

export const QrPicture = z.object({
  format: z.enum(['svg', 'png']).default('svg'),
  /** Pixels of a side (PNG). */
  size: z.coerce.number().int().min(128).max(2048).default(1024),
});
export type QrPicture = z.infer<typeof QrPicture>;
