/** Recordings of the workspace's own people, played in calls in place of a voice. */
import { readWav, resample, secondsOf, type Sound, writeWav } from '../../engine/sound/index.ts';
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { audit } from '../access/index.ts';
import { type RecordedSound, SOUND_LIMITS } from './contract-sounds.ts';
import * as store from './store-recorded.ts';

/** Telephones carry nothing above. */
const RATE = 8_000;
/** Of 32,767: below it nobody hears anything. */
const FAINT = 300;

export function listRecorded(ctx: Context): Promise<{ items: RecordedSound[] }> {
  return ctx.tx(async (tx) => ({ items: (await store.listRecorded(tx, ctx.workspace.id)).map(toSound) }));
}

export async function keepRecorded(
  ctx: Context,
  { name, says }: { readonly name: string; readonly says: string },
  file: Uint8Array,
): Promise<RecordedSound> {
  const sound = telephoneSound(ctx, file);
  return ctx.tx(async (tx) => {
    const row: store.RecordedRow = {
      recorded_id: newId('said'),
      name,
      says,
      seconds: secondsOf(sound),
      archived_at: null,
      created_at: ctx.now,
      created_by: ctx.actor.name,
    };
    await store.insertRecorded(tx, ctx.workspace.id, row, Buffer.from(writeWav(sound)));
    await audit(tx, ctx, {
      action: 'calls.sound_added',
      entity: 'call_sound',
      entityId: row.recorded_id,
      detail: { name, seconds: Math.round(row.seconds) },
    });
    return toSound(row);
  });
}

/** As a telephone carries it, or what is wrong with the file and what to do. */
function telephoneSound(ctx: Context, file: Uint8Array): Sound {
  let sound: Sound;
  try {
    sound = readWav(file);
  } catch {
    throw unusable(ctx, NO_WAV);
  }
  const seconds = secondsOf(sound);
  if (sound.rate < RATE) throw unusable(ctx, TOO_COARSE);
  if (seconds < SOUND_LIMITS.least || seconds > SOUND_LIMITS.most) throw unusable(ctx, lengthWords(seconds));
  if (!sound.samples.some((sample) => sample > FAINT || sample < -FAINT)) throw unusable(ctx, SILENT);
  return resample(sound, RATE);
}

const unusable = (ctx: Context, words: Words): Problem =>
  new Problem('call_sound_unusable', { what: words[ctx.locale] });

const NO_WAV: Words = {
  zh: '这不是 16 位 PCM 的 WAV 文件。MP3、M4A 等请先另存为 WAV（16 位，8 kHz 以上）再上传。',
  en: 'This is no WAV file of 16-bit PCM. Save an MP3 or M4A as WAV (16 bits, 8 kHz or more) first.',
};
const TOO_COARSE: Words = {
  zh: '采样率低于 8 kHz，电话里会听不清；请用 8 kHz 以上重新录。',
  en: 'It has fewer than 8,000 samples a second and would not be understood; record it anew.',
};
const SILENT: Words = { zh: '里面没有声音，请检查麦克风后重新录。', en: 'There is no sound in it; record it anew.' };
const lengthWords = (seconds: number): Words => ({
  zh: `长度 ${seconds.toFixed(1)} 秒，要在 ${SOUND_LIMITS.least} 到 ${SOUND_LIMITS.most} 秒之间。`,
  en: `It is ${seconds.toFixed(1)} seconds long; it has to be ${SOUND_LIMITS.least} to ${SOUND_LIMITS.most}.`,
});

export function changeRecorded(
  ctx: Context,
  soundId: string,
  change: {
    readonly name?: string | undefined;
    readonly says?: string | undefined;
    readonly archived?: boolean | undefined;
  },
): Promise<RecordedSound> {
  return ctx.tx(async (tx) => {
    const { name, says, archived } = change;
    const row = await store.changeRecorded(tx, ctx.workspace.id, soundId, {
      name: name ?? null,
      says: says ?? null,
      archived: archived ?? null,
      now: ctx.now,
    });
    if (!row) throw notThere(ctx);
    await audit(tx, ctx, {
      action: 'calls.sound_changed',
      entity: 'call_sound',
      entityId: soundId,
      detail: { ...change },
    });
    return toSound(row);
  });
}

export function hearRecorded(ctx: Context, soundId: string): Promise<Buffer> {
  return ctx.tx(async (tx) => {
    const sound = await store.findRecordedSound(tx, ctx.workspace.id, soundId);
    if (!sound) throw notThere(ctx);
    return sound;
  });
}

const notThere = (ctx: Context): Problem =>
  new Problem('not_found', { what: ctx.locale === 'zh' ? '录音' : 'recording' });

const toSound = (row: store.RecordedRow): RecordedSound => ({
  soundId: row.recorded_id,
  name: row.name,
  says: row.says,
  seconds: row.seconds,
  archived: row.archived_at !== null,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
});
