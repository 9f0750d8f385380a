import { useMemo } from 'react';
import { usePhone } from '../../../console/lib/media.ts';
import { useCan } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { WithPanel } from '../../../console/ui/Page.tsx';
import { ScratchNote } from '../../../console/ui/ScratchNote.tsx';
import { getScorecard } from '../../outcomes/contract.ts';
import { getFlow } from '../../flows/contract.ts';
import { getPlaybookPath, type PlaybookDetail } from '../contract.ts';
import type { Counts } from './FlowTree.tsx';
import { PlaybookPage } from './Frame.tsx';
import { Panel } from './Panel.tsx';
import { Picture } from './Picture.tsx';
import './Playbook.css';

/** 客户路径: how a customer walks through the playbook, with what happened so far. */
export default function Path() {
  const phone = usePhone();
  return <PlaybookPage fill={!phone}>{(playbook) => <Drawn playbook={playbook} />}</PlaybookPage>;
}

function Drawn({ playbook }: { playbook: PlaybookDetail }) {
  const phone = usePhone();
  const can = useCan();
  const params = { playbook: playbook.key };
  const path = useEndpoint(getPlaybookPath, { params });
  const score = useEndpoint(getScorecard, { params }, { enabled: playbook.epoch !== null && can('outcomes:read') });
  const card = playbook.epoch === null ? undefined : score.data;
  const counts = useCounts(playbook);
  return (
    <WithPanel panel={<Panel playbook={playbook} path={path.data} card={card} />}>
      <div className="hx-canvas">
        {phone ? null : <ScratchNote />}
        <Picture playbook={playbook} path={path.data} card={card} waits={score.isLoading} counts={counts} />
      </div>
    </WithPanel>
  );
}

/** How many came to each node of the version shown; undefined before the first epoch, and while they are on their way. */
function useCounts({ key, version, definition, epoch }: PlaybookDetail): Counts | undefined {
  const can = useCan();
  const flow = useEndpoint(
    getFlow,
    { params: { flow: key }, query: { version } },
    { enabled: definition.flow !== null && epoch !== null && can('flows:read') },
  );
  return useMemo(() => flow.data && new Map(flow.data.counters.map((each) => [each.node, each])), [flow.data]);
}
