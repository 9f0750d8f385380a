import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { PlanEditor } from '../../../../console/plan/PlanEditor.tsx';
import { Card } from '../../../../console/ui/Card.tsx';
import { Note } from '../../../../console/ui/States.tsx';
import type { PlaybookDetail } from '../../../playbooks/contract.ts';
import type { SendParams } from '../../contract-plan.ts';
import { channelsOf, type Sending, sendingsOf } from './draft.ts';
import type { Part } from './part.ts';
import { words } from './words.ts';

/** The steps of the flow that send a message, each with its channels in their order. */
export function Sends(part: Part) {
  const { playbook, written, message } = part;
  const t = useWords(words);
  const sendings = sendingsOf(playbook.definition).filter(
    (each) => each.message === message.key && written.sends[each.id],
  );
  if (sendings.length === 0)
    return (
      <Card title={t('sends')}>
        <Note tone="warn">{t('sendsNone')}</Note>
      </Card>
    );
  return sendings.map((sending) => <Send key={sending.id} {...part} sending={sending} />);
}

function Send(part: Part & { sending: Sending }) {
  const { playbook, written, message, may, set, error, sending } = part;
  const t = useWords(words);
  const { title, around } = useWhere(playbook, sending);
  const params = written.sends[sending.id];
  if (!params) return null;
  const { plan, preferred = false } = params;
  const change = (next: SendParams, field: string) =>
    set({ ...written, sends: { ...written.sends, [sending.id]: next } }, `s/${sending.id}/${field}`);
  const wrong = error(`s/${sending.id}/plan`);
  return (
    <Card title={`${t('sends')} · ${title}`} caption={around}>
      {wrong ? (
        <p className="f12 bad" role="alert">
          {wrong}
        </p>
      ) : null}
      <PlanEditor
        plan={plan}
        setPlan={(next, field = 'plan') => change({ ...params, plan: next }, field)}
        preferred={preferred}
        setPreferred={(isFirst) => {
          const { preferred: _before, ...rest } = params;
          change(isFirst ? { ...rest, preferred: true } : rest, 'preferred');
        }}
        channels={channelsOf(message)}
        may={may}
        error={(at) => error(`s/${sending.id}/plan.${at}`)}
      />
    </Card>
  );
}

/** What a step is called, and the branches it stands in. */
function useWhere({ steps }: PlaybookDetail, { id, inside }: Sending) {
  const t = useWords(words);
  const say = useSay();
  const nameOf = (node: string) => {
    const found = steps[node]?.title;
    return found ? say(found) : node;
  };
  const around = inside.map(({ node, sequence }) => {
    const named =
      node.kind === 'branch' ? node.cases[sequence] : node.kind === 'parallel' ? node.lanes[sequence] : undefined;
    const branch =
      node.kind === 'branch' || node.kind === 'parallel'
        ? (named?.name && say(named.name)) || named?.key || t('otherwise')
        : t('late');
    return `${nameOf(node.id)} → ${branch}`;
  });
  return { title: nameOf(id), around: around.join(' · ') };
}
