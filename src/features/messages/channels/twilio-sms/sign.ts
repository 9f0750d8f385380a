/** X-Twilio-Signature: over the public address and what was posted (twilio.com/docs/usage/security). Pure. */
import { createHash, createHmac } from 'node:crypto';
import { isSameText } from '../../../../kit/same-text.ts';

export function twilioSignature(token: string, url: string, params: URLSearchParams): string {
  const names = [...new Set(params.keys())].sort();
  const said = names.map((name) =>
    [...new Set(params.getAll(name))]
      .sort()
      .map((value) => name + value)
      .join(''),
  );
  return createHmac('sha1', token)
    .update(url + said.join(''))
    .digest('base64');
}

/** A body that is no form is signed by its hash, which stands in the address. */
export function isFromTwilio(token: string, url: string, body: Buffer, signature: string): boolean {
  const hash = new URL(url).searchParams.get('bodySHA256');
  if (hash !== null && !isSameText(hash.toLowerCase(), createHash('sha256').update(body).digest('hex'))) return false;
  const params = hash === null ? new URLSearchParams(body.toString('utf8')) : new URLSearchParams();
  return addressesOf(url).some((each) => isSameText(twilioSignature(token, each, params), signature));
}

/** With the port and without: it signs the one or the other. */
function addressesOf(url: string): string[] {
  const { protocol, host, port } = new URL(url);
  if (port !== '') return [url, url.replace(host, host.replace(`:${port}`, ''))];
  return [url, url.replace(host, `${host}:${protocol === 'https:' ? 443 : 80}`)];
}
