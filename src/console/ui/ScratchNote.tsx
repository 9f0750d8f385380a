import { useSay } from '../lib/i18n.ts';
import { useWorkspace } from '../lib/session.tsx';
import { Icon } from './Icon.tsx';
import './ScratchNote.css';

/** On every page of a replay's copy: what it is, and that nobody is contacted from it. */
export function ScratchNote() {
  const say = useSay();
  if (useWorkspace().kind !== 'scratch') return null;
  return (
    <div className="hx-scratch" role="note">
      <Icon name="history" size={14} />
      <span>
        {say({
          zh: '这是历史回放的副本：时间停在回放的终点，不会从这里发出任何消息，改动不影响正式工作区。',
          en: 'This is a copy made by a replay: its time stands at the end of the replay, nothing is sent from it, and changes do not reach the live workspace.',
        })}
      </span>
    </div>
  );
}
