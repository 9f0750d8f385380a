/** Plain WAV files of 16 bits, as telephones and voices exchange them. */

export interface Sound {
  readonly rate: number;
  /** One channel. */
  readonly samples: Int16Array;
}

const text = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

/** Throws on what is no PCM of 16 bits. A length of 0 or beyond the end (a stream that was not told its own) means: to the end. */
export function readWav(bytes: Uint8Array): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 44 || text(bytes, 0) !== 'RIFF' || text(bytes, 8) !== 'WAVE') throw new Error('not a WAV file');
  let rate = 0;
  let channels = 1;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    if (text(bytes, at) === 'fmt ') {
      channels = view.getUint16(at + 10, true);
      rate = view.getUint32(at + 12, true);
      if (view.getUint16(at + 22, true) !== 16) throw new Error('not a WAV file of 16 bits');
    } else if (text(bytes, at) === 'data') {
      if (rate === 0) throw new Error('a WAV file without its format');
      const from = at + 8;
      const to = size === 0 || from + size > bytes.length ? bytes.length : from + size;
      return { rate, samples: firstChannel(view, from, to, channels) };
    }
    at += 8 + size + (size % 2);
  }
  throw new Error('a WAV file without sound');
}

function firstChannel(view: DataView, from: number, to: number, channels: number): Int16Array {
  const samples = new Int16Array(Math.floor((to - from) / (2 * channels)));
  for (let n = 0; n < samples.length; n++) samples[n] = view.getInt16(from + 2 * channels * n, true);
  return samples;
}

export function writeWav({ rate, samples }: Sound): Uint8Array {
  const bytes = new Uint8Array(44 + 2 * samples.length);
  const view = new DataView(bytes.buffer);
  const put = (at: number, name: string): void => {
    for (let n = 0; n < 4; n++) bytes[at + n] = name.charCodeAt(n);
  };
  put(0, 'RIFF');
  view.setUint32(4, 36 + 2 * samples.length, true);
  put(8, 'WAVE');
  put(12, 'fmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  put(36, 'data');
  view.setUint32(40, 2 * samples.length, true);
  for (const [n, sample] of samples.entries()) view.setInt16(44 + 2 * n, sample, true);
  return bytes;
}

export function secondsOf({ rate, samples }: Sound): number {
  return samples.length / rate;
}
