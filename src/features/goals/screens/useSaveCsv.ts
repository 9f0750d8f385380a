import { addressOf } from '../../../console/lib/address.ts';
import { useWorkspace } from '../../../console/lib/session.tsx';
import { downloadGoals } from '../contract.ts';

export function useSaveCsv(): () => void {
  const { id } = useWorkspace();
  return () => location.assign(addressOf(downloadGoals, {}, id));
}
