import { mkdir } from 'node:fs/promises';
import { folderBytes } from '../measure.ts';
import { PEERS } from '../peers/all.ts';
import { runStep } from './step.ts';

export interface BuildPeerTask {
  readonly peer: string;
  readonly folder: string;
  readonly savedFolder: string;
}

export interface BuildFigures {
  readonly buildMs: number;
  /** Null for a library that keeps nothing. */
  readonly savedBytes: number | null;
}

await runStep(async ({ peer: name, folder, savedFolder }: BuildPeerTask): Promise<BuildFigures> => {
  const peer = await PEERS[name]?.();
  if (!peer) throw new Error(`${name} is not known.`);
  await mkdir(savedFolder, { recursive: true });
  const startedAt = performance.now();
  const { save } = await peer.build(folder);
  const buildMs = performance.now() - startedAt;
  if (!peer.load) return { buildMs, savedBytes: null };
  await save(savedFolder);
  return { buildMs, savedBytes: folderBytes(savedFolder) };
});
