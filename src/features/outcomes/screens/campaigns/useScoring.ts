/** The four files on their way: which are there, which have flaws, how far the upload is. */
import { useRef, useState } from 'react';
import { call, upload } from '../../../../console/api.ts';
import { addressOf } from '../../../../console/lib/address.ts';
import { ApiProblem, type ProblemItem } from '../../../../console/lib/problem.ts';
import { useWorkspace } from '../../../../console/lib/session.tsx';
import { useInvalidate } from '../../../../console/query.ts';
import {
  CAMPAIGN_FILES,
  type CampaignFile,
  createCampaign,
  getCampaignSample,
  listCampaigns,
  scoreCampaign,
  uploadCampaignFile,
} from '../../contract-campaigns.ts';

export interface Flaws {
  readonly message: string;
  readonly items: readonly ProblemItem[];
}

/** `customers (1).csv` is still the customers. */
export function fileOf(name: string): CampaignFile | null {
  const low = name.toLowerCase();
  return CAMPAIGN_FILES.find((file) => low.includes(file.split('.')[0] ?? file)) ?? null;
}

export function useScoring(onScored: (id: string) => void) {
  const { id: workspace } = useWorkspace();
  const invalidate = useInvalidate();
  const campaign = useRef<string | null>(null);
  const [present, setPresent] = useState<Readonly<Partial<Record<CampaignFile, number>>>>({});
  const [sending, setSending] = useState<{ file: CampaignFile; part: number } | null>(null);
  const [scoring, setScoring] = useState(false);
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const [flaws, setFlaws] = useState<Flaws | null>(null);
  const [error, setError] = useState<unknown>(null);

  const begin = async (): Promise<string> => {
    campaign.current ??= (await call(createCampaign, {}, { workspace })).campaignId;
    return campaign.current;
  };

  const send = async (file: CampaignFile, content: Blob): Promise<void> => {
    setSending({ file, part: 0 });
    const params = { campaign: await begin(), file };
    await upload(uploadCampaignFile, { params }, content, {
      workspace,
      onProgress: (part) => setSending({ file, part }),
    });
    setPresent((now) => ({ ...now, [file]: content.size }));
  };

  const score = async (): Promise<void> => {
    if (!campaign.current) return;
    setScoring(true);
    setError(null);
    setFlaws(null);
    try {
      const scored = await call(scoreCampaign, { params: { campaign: campaign.current } }, { workspace });
      await invalidate([listCampaigns]);
      onScored(scored.campaignId);
    } catch (thrown) {
      if (thrown instanceof ApiProblem && thrown.code === 'score_files_invalid')
        setFlaws({ message: thrown.message, items: thrown.errors });
      else setError(thrown);
    } finally {
      setScoring(false);
    }
  };

  const take = async (files: readonly File[]): Promise<void> => {
    setError(null);
    setUnknown(files.filter(({ name }) => fileOf(name) === null).map(({ name }) => name));
    try {
      const had = new Set(Object.keys(present));
      for (const file of files) {
        const which = fileOf(file.name);
        if (!which) continue;
        await send(which, file.slice());
        had.add(which);
      }
      setSending(null);
      if (CAMPAIGN_FILES.every((file) => had.has(file))) await score();
    } catch (thrown) {
      setSending(null);
      setError(thrown);
    }
  };

  const trySample = async (): Promise<void> => {
    setError(null);
    setUnknown([]);
    try {
      for (const file of CAMPAIGN_FILES) {
        const answer = await fetch(addressOf(getCampaignSample, { params: { file } }, workspace));
        await send(file, await answer.blob());
      }
      setSending(null);
      await score();
    } catch (thrown) {
      setSending(null);
      setError(thrown);
    }
  };

  return { present, sending, scoring, unknown, flaws, error, take, score, trySample };
}
