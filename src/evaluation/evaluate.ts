import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer, Assistant, SearchHit } from '../core/answer.ts';
import {
  factRecall,
  hitAt,
  mean,
  ndcgAt,
  percentile,
  type Relevance,
  recallAt,
  reciprocalRank,
} from './metrics.ts';
import { type FileSpan, hitPassages } from './passage-file.ts';
import type { QualityReport } from './quality-report.ts';
import type { JudgedQuestion } from './question-file.ts';

/** Passages retrieved per question: enough that ten different files are among them. */
const RETRIEVED = 100;

/** What one question led to. */
export interface QuestionOutcome {
  readonly question: JudgedQuestion;
  readonly answer: Answer;
  /**
   * What retrieval found, best first: files, each where its best passage stands; or, where passages are judged, for each
   * result the relevant passage that it is the first to hit, else ''.
   */
  readonly ranked: readonly string[];
  /** Of the items of `ranked`. */
  readonly relevance: Relevance;
}

export interface EvaluateOptions {
  /** By id. Retrieval is judged by these for questions that name relevant passages, by files for the others. */
  readonly passages?: ReadonlyMap<string, FileSpan>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Asks every question and measures the answers. Runs one question at a time, so that latencies mean something.
 * @throws SummitError `cancelled`, and what the assistant throws.
 */
export async function evaluate(
  assistant: Assistant,
  corpusFolder: string,
  questions: readonly JudgedQuestion[],
  { passages, signal, onProgress }: EvaluateOptions = {},
): Promise<{ readonly report: QualityReport; readonly outcomes: readonly QuestionOutcome[] }> {
  const outcomes: QuestionOutcome[] = [];
  const asking = signal ? { signal } : {};
  for (const question of questions) {
    const { results } = await assistant.search(question.question, { k: RETRIEVED, ...asking });
    const answer = await assistant.ask(question.question, asking);
    outcomes.push({ question, answer, ...judged(question, results, passages) });
    onProgress?.(outcomes.length, questions.length);
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
  const judgeable = answerable.filter(({ relevance }) => relevance.size > 0);
  const ranking = (measure: (ranked: readonly string[], relevant: Relevance) => number): number | null =>
    meanOrNull(judgeable.map(({ ranked, relevance }) => measure(ranked, relevance)));
  const expecting = answerable.filter(({ question }) => question.facts.length > 0);
  const located = answerable.filter(({ question }) => question.files.length > 0);
  const answers = outcomes.filter(({ answer }) => answer.kind === 'answered');
  const latencies = outcomes.map(({ answer }) => answer.elapsedMs);
  return {
    questions: outcomes.length,
    answerable: answerable.length,
    recallAt5: ranking((ranked, relevant) => recallAt(5, ranked, relevant)),
    recallAt10: ranking((ranked, relevant) => recallAt(10, ranked, relevant)),
    hitAt1: ranking((ranked, relevant) => hitAt(1, ranked, relevant)),
    hitAt5: ranking((ranked, relevant) => hitAt(5, ranked, relevant)),
    meanReciprocalRank: ranking(reciprocalRank),
    ndcgAt10: ranking((ranked, relevant) => ndcgAt(10, ranked, relevant)),
    answerRecall: meanOrNull(expecting.map((outcome) => (hasAllFacts(outcome) ? 1 : 0))),
    citationPrecision: meanOrNull(
      located.flatMap(({ question, answer }) =>
        answer.citations.map(({ file }) => (question.files.includes(file) ? 1 : 0)),
      ),
    ),
    verbatimQuotes: await verbatimShare(answers, corpusFolder),
    abstainedOnUnanswerable: shareAbstained(unanswerable),
    abstainedOnAnswerable: shareAbstained(answerable),
    meanAnswerLength: meanOrNull(answers.map(({ answer }) => answer.text.replace(/ ?\[\d+\]/g, '').length)),
    latencyMedianMs: percentile(latencies, 0.5),
    latency95Ms: percentile(latencies, 0.95),
  };
}

/** True when the answer's text holds every expected fact. */
export function hasAllFacts({ answer, question }: Pick<QuestionOutcome, 'answer' | 'question'>): boolean {
  return answer.kind === 'answered' && factRecall(answer.text, question.facts) === 1;
}

function judged(
  { files, grades, passages: relevant }: JudgedQuestion,
  results: readonly SearchHit[],
  passages: ReadonlyMap<string, FileSpan> | undefined,
): Pick<QuestionOutcome, 'ranked' | 'relevance'> {
  const equally = (items: readonly string[]): Relevance => new Map(items.map((item) => [item, 1]));
  if (passages && relevant.length > 0)
    return { ranked: hitPassages(results, relevant, passages), relevance: equally(relevant) };
  return { ranked: [...new Set(results.map(({ file }) => file))], relevance: grades ?? equally(files) };
}

function shareAbstained(outcomes: readonly QuestionOutcome[]): number | null {
  return meanOrNull(outcomes.map(({ answer }) => (answer.kind === 'abstained' ? 1 : 0)));
}

async function verbatimShare(
  outcomes: readonly QuestionOutcome[],
  corpusFolder: string,
): Promise<number | null> {
  const texts = new Map<string, string>();
  const verbatim: number[] = [];
  for (const { file, start, end, quote } of outcomes.flatMap(({ answer }) => answer.citations)) {
    const text = texts.get(file) ?? (await readFile(join(corpusFolder, file), 'utf8'));
    texts.set(file, text);
    verbatim.push(text.slice(start, end) === quote ? 1 : 0);
  }
  return meanOrNull(verbatim);
}

function meanOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : mean(values);
}
