import { useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import type { Webhook } from '../contract.ts';
import { words } from './words.ts';

/** On, failing or off; `why` says since when or for what reason. */
export function State({ hook, why }: { hook: Webhook; why?: boolean }) {
  const t = useWords(words);
  const format = useFormat();
  const [tone, text, under] = !hook.active
    ? (['neutral', t('off'), hook.offReason ? t(`reason.${hook.offReason}`) : ''] as const)
    : hook.failingSince
      ? (['warn', t('failing'), t('since', { when: format.when(hook.failingSince) })] as const)
      : (['ok', t('on'), ''] as const);
  return (
    <span style={{ display: 'grid', justifyItems: 'start', gap: 2 }}>
      <Tag tone={tone}>{text}</Tag>
      {why && under ? <span className="f12 t3 cjk">{under}</span> : null}
    </span>
  );
}
