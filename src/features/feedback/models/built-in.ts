/** Understanding without anybody's help: models trained by tools/train/text, in the process, offline. */
import type { Analyser } from '../../../engine/text/index.ts';
import { createAnalyser, type LanguageModels } from '../../../engine/text/index.ts';
import { BUILT_IN, type TextModel } from '../model.ts';
import { ALARM_WORDS } from '../words-alarm.ts';
import { type ModelFile, readModel } from './trained/file.ts';

interface Ready {
  readonly analyse: Analyser;
  readonly versions: Readonly<Record<'zh' | 'en', string>>;
}

let opening: Promise<Ready> | undefined;

/** The dictionary and the weights take 40 MB and a moment: they are loaded when the first text comes. */
export function openBuiltIn(): Promise<Ready> {
  opening ??= open();
  return opening;
}

async function open(): Promise<Ready> {
  const [{ Jieba }, { dict }, zhGate, zhPolarity, enGate, enPolarity] = await Promise.all([
    import('@node-rs/jieba'),
    import('@node-rs/jieba/dict.js'),
    import('./trained/zh-gate.json', { with: { type: 'json' } }),
    import('./trained/zh-polarity.json', { with: { type: 'json' } }),
    import('./trained/en-gate.json', { with: { type: 'json' } }),
    import('./trained/en-polarity.json', { with: { type: 'json' } }),
  ]);
  const jieba = Jieba.withDict(dict);
  const pair = (gate: ModelFile, polarity: ModelFile): LanguageModels => ({
    gate: readModel(gate),
    polarity: readModel(polarity),
  });
  const models = { zh: pair(zhGate.default, zhPolarity.default), en: pair(enGate.default, enPolarity.default) };
  return {
    analyse: createAnalyser({ cutChinese: (text) => jieba.cut(text, true), models, alarms: ALARM_WORDS }),
    versions: { zh: models.zh.polarity.version, en: models.en.polarity.version },
  };
}

export const builtInModel: TextModel = {
  name: BUILT_IN,
  words: { zh: '内置模型（离线）', en: 'Built-in model, offline' },
  async analyse(texts, options) {
    const { analyse, versions } = await openBuiltIn();
    return texts.map((text) => {
      const analysis = analyse(text, options);
      return { ...analysis, provider: BUILT_IN, version: versions[analysis.language] };
    });
  },
};
