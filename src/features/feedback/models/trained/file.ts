/** How a trained model lies on disk: a JSON document with its weights as text, so that every way to run the program can load it. */
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { FEATURES_VERSION, type LinearModel, WAYS } from '../../../../engine/text/index.ts';

export interface ModelFile {
  readonly version: string;
  /** Of the code that makes features: a model read by other code than it was trained with would be noise. */
  readonly features: number;
  readonly buckets: number;
  readonly scale: number;
  readonly bias: number;
  readonly slope: number;
  readonly offset: number;
  /** Keys (32 bits, little endian), then weights (8 bits), brotli, base64. */
  readonly table: string;
}

export function writeModel(model: LinearModel): ModelFile {
  const { version, keys, weights, scale, bias, slope, offset } = model;
  const bytes = Buffer.alloc(keys.length * 4 + weights.length);
  keys.forEach((word, at) => bytes.writeUInt32LE(word, at * 4));
  bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length), keys.length * 4);
  const table = brotliCompressSync(bytes).toString('base64');
  return { version, features: FEATURES_VERSION, buckets: keys.length, scale, bias, slope, offset, table };
}

export function readModel(file: ModelFile): LinearModel {
  const { version, features, buckets, scale, bias, slope, offset } = file;
  if (features !== FEATURES_VERSION) {
    throw new Error(
      `text model ${version} reads features ${features}, this program makes ${FEATURES_VERSION}: train it again`,
    );
  }
  const bytes = brotliDecompressSync(Buffer.from(file.table, 'base64'));
  const keys = new Uint32Array(buckets);
  for (let at = 0; at < buckets; at++) keys[at] = bytes.readUInt32LE(at * 4);
  const weights = Int8Array.from(
    bytes.subarray(buckets * 4, buckets * 4 + buckets * WAYS),
    (byte) => (byte << 24) >> 24,
  );
  return { version, keys, weights, scale, bias, slope, offset };
}
