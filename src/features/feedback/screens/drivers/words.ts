import { defineWords } from '../../../../console/lib/words.ts';

export const words = defineWords('feedback.drivers', {
  zh: {
    title: '低分的原因',
    metric: '按哪个指标',
    rests:
      '给低分的 {{low}} 位客户与给高分的 {{high}} 位相比，抱怨某个原因的比例差多少个百分点，括号里是 95% 区间。只说明一起出现，不等于因果。',
    few: '给低分的 {{low}} 位、给高分的 {{high}} 位客户留了原话；每边至少 {{least}} 位才比较。',
    none: '给低分的客户没有说到具体原因。',
    open: '看给低分的客户怎么说「{{reason}}」',
    stands: '低分中明显更多',
    shares: '低分 {{low}}（{{lowK}} 位），高分 {{high}}（{{highK}} 位）',
    tooFew: '太少，不比较',
  },
  en: {
    title: 'Drivers of low scores',
    metric: 'By which metric',
    rests:
      'How many percentage points more often {{low}} customers with low scores complain of a reason than {{high}} with high ones, with the 95% interval. What goes together is not always the cause.',
    few: '{{low}} customers with low and {{high}} with high scores left words; each side needs {{least}} to be compared.',
    none: 'Customers with low scores name no reason.',
    open: 'Show what customers with low scores say of {{reason}}',
    stands: 'clearly more often',
    shares: 'low {{low}} ({{lowK}}), high {{high}} ({{highK}})',
    tooFew: 'too few to compare',
  },
});
