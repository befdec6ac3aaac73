import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { stems } from '../../src/core/search-terms.ts';
import { factRecall, mean } from '../../src/evaluation/metrics.ts';
import { type JudgedQuestion, readQuestions } from '../../src/evaluation/question-file.ts';
import { type PracticeTopic, practiceTopics } from './practice.ts';

interface ReadTopic extends PracticeTopic {
  readonly texts: ReadonlyMap<string, string>;
}

async function textsIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = await readdir(folder);
  return new Map(
    await Promise.all(
      files.map(async (file) => [file, await readFile(join(folder, file), 'utf8')] as [string, string]),
    ),
  );
}

let topics: readonly ReadTopic[] = [];

beforeAll(async () => {
  topics = await Promise.all(
    (await practiceTopics()).map(async (topic) => ({ ...topic, texts: await textsIn(topic.corpus) })),
  );
});

const questionsOf = (given: readonly ReadTopic[]) =>
  given.flatMap(({ questions, texts }) => questions.map((judged) => ({ judged, texts })));

describe('the practice topics', () => {
  it('are 32 of five articles and 72 questions each, of which every fourth is held out', () => {
    expect(topics.length).toBe(32);
    for (const { name, texts, questions } of topics)
      expect([name, texts.size, questions.length]).toEqual([name, 5, 72]);
    const heldOut = topics.filter(({ isHeldOut }) => isHeldOut).map(({ name }) => name);
    expect(heldOut).toEqual(topics.filter((_, place) => place % 4 === 0).map(({ name }) => name));
    expect(heldOut.length).toBe(8);
  });

  it('ask each question under an id of its own', () => {
    const ids = questionsOf(topics).map(({ judged }) => judged.id);
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
  });

  it('give facts and files for the questions that can be answered, and for no others', () => {
    for (const { judged } of questionsOf(topics)) {
      const { id, facts, files, answerable } = judged;
      expect([id, facts.length > 0, files.length > 0]).toEqual([id, answerable, answerable]);
      expect([id, judged.type.startsWith('unanswerable')]).toEqual([id, !answerable]);
    }
  });

  it('have every fact in the files that are named for it, and in each of these files one', () => {
    const wrong = questionsOf(topics).filter(({ judged: { facts, files }, texts }) => {
      const named = files.map((file) => texts.get(file) ?? '');
      const isHeld = factRecall(named.join('\n'), facts) === 1;
      return !isHeld || named.some((text) => !facts.some((fact) => factRecall(text, [fact]) === 1));
    });
    expect(wrong.map(({ judged }) => judged.id)).toEqual([]);
  });

  it('share fewer words between paraphrases and files than the golden set, which shares less than half', async () => {
    const sharedBy = (asked: readonly (readonly [JudgedQuestion, ReadonlyMap<string, string>])[]): number => {
      const known = new Map<string, ReadonlySet<string>>();
      const stemsOf = (text: string): ReadonlySet<string> => {
        const found = known.get(text) ?? new Set(stems(text));
        known.set(text, found);
        return found;
      };
      const shares = asked.map(([{ question, files }, texts]) => {
        const own = [...new Set(stems(question))];
        const held = files.map((file) => stemsOf(texts.get(file) ?? ''));
        return own.filter((stem) => held.some((file) => file.has(stem))).length / own.length;
      });
      return mean(shares);
    };
    const isParaphrase = ({ type }: JudgedQuestion): boolean => type === 'paraphrase';
    const golden = (await readQuestions(join(import.meta.dirname, 'golden.jsonl'))).filter(isParaphrase);
    const shipped = await textsIn(join(import.meta.dirname, '../../corpus'));
    const ofGolden = sharedBy(golden.map((judged) => [judged, shipped]));
    const paraphrases = questionsOf(topics).filter(({ judged }) => isParaphrase(judged));
    const ofPractice = sharedBy(paraphrases.map(({ judged, texts }) => [judged, texts]));
    expect(ofGolden).toBeLessThan(0.5);
    expect(ofPractice).toBeLessThan(ofGolden);
    expect(ofPractice).toBeGreaterThan(0);
  });

  it('say nothing of what the golden set is about', () => {
    const told = topics.flatMap(({ texts, questions }) => [
      ...texts.values(),
      ...questions.map(({ question }) => question),
    ]);
    expect(told.filter((text) => /India(?!na)|Russia|Putin|Modi\b/.test(text))).toEqual([]);
  });
});
