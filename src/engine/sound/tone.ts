import type { Sound } from './wav.ts';

/** A tone with soft edges: "please speak now". */
export function tone(hz: number, seconds: number, rate: number): Sound {
  const samples = new Int16Array(Math.round(seconds * rate));
  const edge = Math.max(1, Math.round(0.01 * rate));
  for (let n = 0; n < samples.length; n++) {
    const soft = Math.min(1, n / edge, (samples.length - 1 - n) / edge);
    samples[n] = Math.round(10_000 * soft * Math.sin((2 * Math.PI * hz * n) / rate));
  }
  return { rate, samples };
}

/** Sounds of one rate, one after the other. */
export function chain(sounds: readonly Sound[], rate: number): Sound {
  const samples = new Int16Array(sounds.reduce((sum, each) => sum + each.samples.length, 0));
  let at = 0;
  for (const each of sounds) {
    if (each.rate !== rate) throw new Error(`a sound of ${each.rate} Hz among those of ${rate}`);
    samples.set(each.samples, at);
    at += each.samples.length;
  }
  return { rate, samples };
}
