import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createAssistant } from '../../src/answering/assistant.ts';
import { indexSettings } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import type { Answer } from '../../src/core/answer.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { openLiveIndex } from '../../src/indexing/live-index.ts';
import { expectProven } from './citations.ts';
import { temporaryFolder, writeFiles } from './temporary-folder.ts';

/** The extractive answer of a new assistant over these files, with every citation checked against them. */
export async function askFiles(question: string, files: Readonly<Record<string, string>>): Promise<Answer> {
  return (await converse([question], files))[0] as Answer;
}

/** The same for the questions of one conversation, in their order. */
export async function converse(
  questions: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<Answer[]> {
  const folder = await temporaryFolder();
  const corpus = join(folder, 'corpus');
  await writeFiles(corpus, files);
  const logger = silentLogger;
  const settings = await indexSettings(loadConfig({ corpus, index: join(folder, 'index') }, {}), logger);
  const assistant = await createAssistant({
    index: await openLiveIndex(settings, { logger }),
    loadChat: null,
    logger,
  });
  onTestFinished(() => assistant.close());
  const answers: Answer[] = [];
  for (const question of questions) {
    const answer = await assistant.ask(question, { conversation: 'one' });
    expectProven(answer, corpus);
    answers.push(answer);
  }
  return answers;
}
