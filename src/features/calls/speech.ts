/** Words read aloud for whoever writes them, in the voice that calls use. */
import type { Locale } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import { CallSettings } from './contract-settings.ts';
import { accountOf } from './line.ts';
import { soundOf } from './prompts.ts';
import { SpeakerFailed } from './speaker.ts';

export async function speakWords(
  ctx: Context,
  { text, locale }: { readonly text: string; readonly locale: Locale },
): Promise<Buffer> {
  // Before any channel is set up, the voice of this machine.
  const settings = (await accountOf(ctx))?.settings ?? CallSettings.parse({});
  try {
    return await soundOf(ctx, settings, locale, text);
  } catch (error) {
    if (!(error instanceof SpeakerFailed)) throw error;
    throw new Problem('call_voice_failed', { why: error.message });
  }
}
