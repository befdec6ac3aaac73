import { readCollections, readParagraphs } from '../collections.ts';
import { recombine } from '../recombine.ts';
import { runStep } from './step.ts';

export interface GenerateTask {
  readonly dataFolder: string | null;
  readonly corpusFolder: string;
  readonly chunks: number;
}

await runStep(({ dataFolder, corpusFolder, chunks }: GenerateTask) =>
  recombine(readCollections(dataFolder).flatMap(readParagraphs), corpusFolder, chunks),
);
