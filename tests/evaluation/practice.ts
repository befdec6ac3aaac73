import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type JudgedQuestion, readQuestions } from '../../src/evaluation/question-file.ts';

/** Invented news on one topic, and questions about it; the small models are fitted on them. */
export interface PracticeTopic {
  readonly name: string;
  readonly corpus: string;
  readonly questions: readonly JudgedQuestion[];
  /** True for every fourth topic, on which no coefficient is fitted. */
  readonly isHeldOut: boolean;
}

const FOLDER = join(import.meta.dirname, 'practice');
const HELD_OUT_OF = 4;

export async function practiceTopics(): Promise<PracticeTopic[]> {
  const names = readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return Promise.all(
    names.map(async (name, place) => ({
      name,
      corpus: join(FOLDER, name, 'corpus'),
      questions: await readQuestions(join(FOLDER, name, 'questions.jsonl')),
      isHeldOut: place % HELD_OUT_OF === 0,
    })),
  );
}
