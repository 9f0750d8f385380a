import type { Sound } from './wav.ts';

/** Half the length of the filter, in samples of the slower of the two rates. Longer is sharper and slower; 16 keeps speech without an audible edge. */
const HALF = 16;

/** Another rate, without what the new one cannot carry: a sinc filter under a Hann window. */
export function resample(sound: Sound, rate: number): Sound {
  if (sound.rate === rate) return sound;
  const { samples } = sound;
  const step = sound.rate / rate;
  // Going down, everything above half the new rate is cut off, or it would come back as hiss.
  const cut = Math.min(1, rate / sound.rate);
  const reach = HALF / cut;
  const result = new Int16Array(Math.floor(samples.length / step));
  for (let n = 0; n < result.length; n++) {
    const centre = n * step;
    let sum = 0;
    let weight = 0;
    const last = Math.min(samples.length - 1, Math.floor(centre + reach));
    for (let at = Math.max(0, Math.ceil(centre - reach)); at <= last; at++) {
      const distance = centre - at;
      const factor = sinc(distance * cut) * (0.5 + 0.5 * Math.cos((Math.PI * distance) / reach));
      sum += factor * (samples[at] as number);
      weight += factor;
    }
    result[n] = Math.max(-32_768, Math.min(32_767, Math.round(weight === 0 ? 0 : sum / weight)));
  }
  return { rate, samples: result };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
