import { ChannelKind } from '../../messages/contract-definition.ts';
import { useAddress } from '../../../console/lib/useAddress.ts';

export const TABS = ['mine', 'unassigned', 'all', 'closed'] as const;
export type InboxTab = (typeof TABS)[number];

/** Which tab, channel and words, kept in the address. */
export function useInboxAddress(otherwise: InboxTab) {
  const [params, setParams] = useAddress();
  const tab = TABS.find((each) => each === params.get('tab')) ?? otherwise;
  const set = (key: string, value: string) =>
    setParams(
      (previous) => {
        const next = new URLSearchParams(previous);
        if (value === '') next.delete(key);
        else next.set(key, value);
        return next;
      },
      { replace: true },
    );
  return {
    tab,
    channel: ChannelKind.options.find((each) => each === params.get('channel')) ?? null,
    q: params.get('q') ?? '',
    search: params.size > 0 ? `?${params}` : '',
    setTab: (next: InboxTab) => set('tab', next),
    setChannel: (next: ChannelKind | null) => set('channel', next ?? ''),
    setQ: (text: string) => set('q', text),
    clear: () => setParams({ tab }, { replace: true }),
  };
}
export type InboxAddress = ReturnType<typeof useInboxAddress>;
