/** Sound files and how much one is in another. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Mandarin by espeak-ng, as a telephone carries it. */
export function speak(text: string, file: string): void {
  execFileSync('espeak-ng', ['-v', 'cmn', '-s', '200', '-w', `${file}.raw.wav`, text]);
  execFileSync('sox', [`${file}.raw.wav`, '-r', '8000', '-c', '1', '-b', '16', file]);
}

export function tone(hz: number, seconds: number, file: string): void {
  execFileSync('sox', [
    '-n',
    '-r',
    '8000',
    '-c',
    '1',
    '-b',
    '16',
    file,
    'synth',
    String(seconds),
    'sine',
    String(hz),
    'vol',
    '0.4',
  ]);
}

/** Samples of a mono wav of 16 bits; one still being written says a length of 0. */
export function samplesOf(file: string | Buffer): Float64Array {
  const bytes = typeof file === 'string' ? readFileSync(file) : file;
  let at = 12;
  while (at + 8 <= bytes.length && bytes.toString('latin1', at, at + 4) !== 'data')
    at += 8 + bytes.readUInt32LE(at + 4);
  const from = at + 8;
  const samples = new Float64Array(Math.max(0, (bytes.length - from) >> 1));
  for (let n = 0; n < samples.length; n++) samples[n] = bytes.readInt16LE(from + 2 * n);
  return samples;
}

/** The best normalised cross-correlation of `piece` anywhere in `whole`: 1 is the same sound, whatever its loudness. */
export function likeness(whole: Float64Array, piece: Float64Array): number {
  let best = 0;
  let energy = 0;
  for (const each of piece) energy += each * each;
  // Coarse first (every 4th sample, every place), then exact around the best places: exact everywhere would take minutes.
  const found: { at: number; value: number }[] = [];
  for (let at = 0; at + piece.length <= whole.length; at += 2)
    found.push({ at, value: correlation(whole, piece, at, 8, energy / 8) });
  found.sort((a, b) => b.value - a.value);
  for (const { at } of found.slice(0, 60))
    for (let near = Math.max(0, at - 2); near <= at + 2 && near + piece.length <= whole.length; near++)
      best = Math.max(best, correlation(whole, piece, near, 1, energy));
  return best;
}

function correlation(whole: Float64Array, piece: Float64Array, at: number, every: number, energy: number): number {
  let sum = 0;
  let own = 0;
  for (let n = 0; n < piece.length; n += every) {
    const there = whole[at + n] as number;
    sum += there * (piece[n] as number);
    own += there * there;
  }
  return own === 0 ? 0 : sum / Math.sqrt(own * energy);
}

/** How much of the loudness is this one tone, 0 to 1 (Goertzel). */
export function toneShare(samples: Float64Array, hz: number): number {
  const turn = (2 * Math.PI * hz) / 8000;
  let real = 0;
  let imaginary = 0;
  let energy = 0;
  for (const [n, each] of samples.entries()) {
    real += each * Math.cos(turn * n);
    imaginary += each * Math.sin(turn * n);
    energy += each * each;
  }
  return energy === 0 ? 0 : (2 * (real * real + imaginary * imaginary)) / (samples.length * energy);
}

/** The loudest share of the tone in any second. */
export function loudestTone(samples: Float64Array, hz: number): number {
  let best = 0;
  for (let at = 0; at + 8000 <= samples.length; at += 4000)
    best = Math.max(best, toneShare(samples.subarray(at, at + 8000), hz));
  return best;
}
