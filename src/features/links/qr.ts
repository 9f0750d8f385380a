/** An address as a picture that phones read. */
import type { FastifyReply } from 'fastify';
import QRCode from 'qrcode';
import type { QrPicture } from './contract-qr.ts';

/** M: a seventh of it may be stained. The margin of four is what readers ask for. */
const LOOK = { errorCorrectionLevel: 'M', margin: 4 } as const;

export async function sendQr(
  reply: FastifyReply,
  url: string,
  { format, size, name }: QrPicture & { readonly name: string },
): Promise<never> {
  const picture =
    format === 'svg'
      ? await QRCode.toString(url, { ...LOOK, type: 'svg' })
      : await QRCode.toBuffer(url, { ...LOOK, width: size });
  return reply
    .type(format === 'svg' ? 'image/svg+xml; charset=utf-8' : 'image/png')
    .headers({
      'cache-control': 'private, no-store',
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(`${name}.${format}`)}`,
      'x-content-type-options': 'nosniff',
      // An SVG opened by itself runs nothing.
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    })
    .send(picture) as never;
}
