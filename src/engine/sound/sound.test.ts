import { expect, test } from 'vitest';
import { chain, readWav, resample, secondsOf, tone, writeWav } from './index.ts';

/** How much of the sound is this tone, 0 to 1. */
function share(samples: Int16Array, hz: number, rate: number): number {
  let real = 0;
  let imaginary = 0;
  let energy = 0;
  for (const [n, each] of samples.entries()) {
    real += each * Math.cos((2 * Math.PI * hz * n) / rate);
    imaginary += each * Math.sin((2 * Math.PI * hz * n) / rate);
    energy += each * each;
  }
  return energy === 0 ? 0 : (2 * (real * real + imaginary * imaginary)) / (samples.length * energy);
}

test('what is written is read again, and a length that was not known is to the end', () => {
  const sound = tone(440, 0.5, 8000);
  const bytes = writeWav(sound);
  expect(readWav(bytes)).toEqual(sound);
  new DataView(bytes.buffer).setUint32(40, 0xff_ff_ff_ff, true);
  expect(secondsOf(readWav(bytes))).toBe(0.5);
  expect(() => readWav(new Uint8Array(50))).toThrow('not a WAV file');
});

test('at a lower rate what was there stays, and what it cannot carry is gone', () => {
  const kept = resample(tone(1000, 1, 22_050), 8000);
  expect(secondsOf(kept)).toBeCloseTo(1, 2);
  expect(share(kept.samples, 1000, 8000)).toBeGreaterThan(0.99);
  const loudness = (samples: Int16Array): number =>
    Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length);
  expect(loudness(resample(tone(6000, 1, 22_050), 8000).samples)).toBeLessThan(loudness(kept.samples) / 50);
  expect(share(resample(tone(1000, 1, 8000), 16_000).samples, 1000, 16_000)).toBeGreaterThan(0.99);
});

test('one after the other', () => {
  expect(secondsOf(chain([tone(440, 0.25, 8000), tone(880, 0.5, 8000)], 8000))).toBe(0.75);
});
