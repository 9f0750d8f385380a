import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { createReader, type Reader } from '../../../src/engine/text/index.ts';

/** Reads as the program does. */
export function openReader(): Reader {
  const jieba = Jieba.withDict(dict);
  return createReader((text) => jieba.cut(text, true));
}
