import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer, Assistant } from '../core/answer.ts';
import { factRecall, mean, ndcgAt, percentile, recallAt, reciprocalRank } from './metrics.ts';
import type { JudgedQuestion } from './question-file.ts';

/** Passages retrieved per question; each file counts where its first passage stands. */
const RETRIEVED = 20;

/** Shares in [0, 1] unless the name says otherwise. */
export interface QualityReport {
  readonly questions: number;
  readonly answerable: number;
  readonly recallAt5: number;
  readonly meanReciprocalRank: number;
  readonly ndcgAt10: number;
  /** Answerable questions whose answer holds every expected fact. */
  readonly answerRecall: number;
  /** Citations whose file is one of those that hold the answer, over the answered answerable questions. */
  readonly citationPrecision: number;
  /** Citations whose quote stands verbatim at its offsets in the file on disk. */
  readonly verbatimQuotes: number;
  readonly abstainedOnUnanswerable: number;
  readonly abstainedOnAnswerable: number;
  /** Of answers, in characters without markers. */
  readonly meanAnswerLength: number;
  readonly latencyMedianMs: number;
  readonly latency95Ms: number;
}

/** What one question led to. */
export interface QuestionOutcome {
  readonly question: JudgedQuestion;
  readonly answer: Answer;
  /** Files in the order in which retrieval ranked them, each once. */
  readonly rankedFiles: readonly string[];
}

/** Asks every question and measures the answers. Runs one question at a time, so that latencies mean something. */
export async function evaluate(
  assistant: Assistant,
  corpusFolder: string,
  questions: readonly JudgedQuestion[],
): Promise<{ readonly report: QualityReport; readonly outcomes: readonly QuestionOutcome[] }> {
  const outcomes: QuestionOutcome[] = [];
  for (const question of questions) {
    const { results } = await assistant.search(question.question, { k: RETRIEVED });
    const answer = await assistant.ask(question.question);
    outcomes.push({ question, answer, rankedFiles: [...new Set(results.map(({ file }) => file))] });
  }
  return { report: await reportOn(outcomes, corpusFolder), outcomes };
}

/** The figures of outcomes. @throws a system error when a cited file cannot be read. */
export async function reportOn(
  outcomes: readonly QuestionOutcome[],
  corpusFolder: string,
): Promise<QualityReport> {
  const answerable = outcomes.filter(({ question }) => question.answerable);
  const unanswerable = outcomes.filter(({ question }) => !question.answerable);
  const located = answerable.filter(({ question }) => question.files.length > 0);
  const ranking = (measure: (ranked: readonly string[], relevant: ReadonlySet<string>) => number): number =>
    mean(located.map(({ rankedFiles, question }) => measure(rankedFiles, new Set(question.files))));
  const expecting = answerable.filter(({ question }) => question.facts.length > 0);
  const answers = outcomes.filter(({ answer }) => answer.kind === 'answered');
  const latencies = outcomes.map(({ answer }) => answer.elapsedMs);
  return {
    questions: outcomes.length,
    answerable: answerable.length,
    recallAt5: ranking((ranked, relevant) => recallAt(5, ranked, relevant)),
    meanReciprocalRank: ranking(reciprocalRank),
    ndcgAt10: ranking((ranked, relevant) => ndcgAt(10, ranked, relevant)),
    answerRecall: mean(expecting.map((outcome) => (hasAllFacts(outcome) ? 1 : 0))),
    citationPrecision: mean(
      located.flatMap(({ question, answer }) =>
        answer.citations.map(({ file }) => (question.files.includes(file) ? 1 : 0)),
      ),
    ),
    verbatimQuotes: await verbatimShare(answers, corpusFolder),
    abstainedOnUnanswerable: shareAbstained(unanswerable),
    abstainedOnAnswerable: shareAbstained(answerable),
    meanAnswerLength: mean(answers.map(({ answer }) => answer.text.replace(/ ?\[\d+\]/g, '').length)),
    latencyMedianMs: percentile(latencies, 0.5),
    latency95Ms: percentile(latencies, 0.95),
  };
}

/** True when the answer's text holds every expected fact. */
export function hasAllFacts({ answer, question }: QuestionOutcome): boolean {
  return answer.kind === 'answered' && factRecall(answer.text, question.facts) === 1;
}

function shareAbstained(outcomes: readonly QuestionOutcome[]): number {
  return mean(outcomes.map(({ answer }) => (answer.kind === 'abstained' ? 1 : 0)));
}

async function verbatimShare(outcomes: readonly QuestionOutcome[], corpusFolder: string): Promise<number> {
  const texts = new Map<string, string>();
  const verbatim: number[] = [];
  for (const { file, start, end, quote } of outcomes.flatMap(({ answer }) => answer.citations)) {
    const text = texts.get(file) ?? (await readFile(join(corpusFolder, file), 'utf8'));
    texts.set(file, text);
    verbatim.push(text.slice(start, end) === quote ? 1 : 0);
  }
  return verbatim.length === 0 ? 1 : mean(verbatim);
}
