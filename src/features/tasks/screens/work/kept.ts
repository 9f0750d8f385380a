/** What is typed is kept in this browser too, so that a lost network or a closed tab costs nothing. */
import { DraftContent } from '../../contract.ts';

interface Kept {
  readonly content: DraftContent;
  /** Milliseconds of this browser's clock. */
  readonly at: number;
  /** The server has it. */
  readonly sent: boolean;
}

const keyOf = (workspace: string, taskId: string) => `hx.task.${workspace}.${taskId}`;

export function readKept(workspace: string, taskId: string): Kept | null {
  try {
    const raw = localStorage.getItem(keyOf(workspace, taskId));
    if (raw === null) return null;
    const { content, at, sent } = JSON.parse(raw) as Kept;
    return { content: DraftContent.parse(content), at, sent };
  } catch {
    return null;
  }
}

export function keepHere(workspace: string, taskId: string, kept: Kept): void {
  try {
    localStorage.setItem(keyOf(workspace, taskId), JSON.stringify(kept));
  } catch {
    // Full or forbidden: then only the server keeps it.
  }
}

export function forgetKept(workspace: string, taskId: string): void {
  try {
    localStorage.removeItem(keyOf(workspace, taskId));
  } catch {
    // Nothing was kept.
  }
}
