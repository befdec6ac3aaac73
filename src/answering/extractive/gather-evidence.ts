import type { Passage } from '../../core/passage.ts';
import type { CorpusDocument } from '../../corpus/document.ts';
import { placeOf } from '../../indexing/chunk-table.ts';
import type { OpenIndex } from '../../indexing/open-index.ts';
import { type VerifiedDocuments, verifiedDocuments } from '../../indexing/verified-documents.ts';
import { type HybridResult, hybridSearch, type RankedChunk } from '../../retrieval/hybrid-search.ts';
import type { QueryGroup } from '../../retrieval/query-terms.ts';
import type { Question } from '../questions/question.ts';
import { questionParts } from '../questions/question-parts.ts';
import { type AnswerabilityFeatures, answerabilityFeatures } from './answerability.ts';
import { type CandidateSentence, candidateSentences } from './candidate-sentences.ts';
import { type ScoredSentence, scoreSentences, wordWeights } from './score-sentences.ts';

/** Everything an answer to one question is made of. */
export interface GatheredEvidence {
  readonly open: OpenIndex;
  readonly documents: VerifiedDocuments;
  readonly question: Question;
  /** Best first. Passages of files that have changed since they were indexed are left out. */
  readonly passages: readonly Passage[];
  /** Those and the others that sentences were taken from; a sentence's `passageRank` is a place in this list. */
  readonly retrieved: readonly Passage[];
  /** What tells whether the evidence carries an answer. */
  readonly features: AnswerabilityFeatures;
  /** The passages' sentences, best first, each once. */
  readonly scored: readonly ScoredSentence[];
  /** The same for each part of a question for several things, by that part alone. */
  readonly parts: readonly (readonly ScoredSentence[])[];
}

/** A sentence may also come from a passage that ranks too low to be shown: passages are long, answers short. */
const CANDIDATE_PASSAGES = 16;

/** What a word of an earlier part of a question weighs for a later one; chosen on the practice topics learnt from. */
const EARLIER_PART_SHARE = 0.7;

const documentsOf = new WeakMap<OpenIndex, VerifiedDocuments>();

/**
 * Leaves out sentences that cannot answer, whatever they share with the question; the order stays. `dates` has the dates
 * (YYYY-MM-DD) of the files that have one.
 */
export type Narrowing = (
  scored: readonly ScoredSentence[],
  dates: ReadonlyMap<string, string>,
) => readonly ScoredSentence[];

/** Retrieves the `k` best passages for a question and scores their sentences, of which only those of `narrow` count. */
export async function gatherEvidence(
  open: OpenIndex,
  question: Question,
  k: number,
  narrow: Narrowing = (scored) => scored,
): Promise<GatheredEvidence> {
  const documents = documentsOf.get(open) ?? verifiedDocuments(open.corpusFolder, open.manifest);
  documentsOf.set(open, documents);
  const passages: Passage[] = [];
  const rankOf = new Map<number, number>();
  const dates = new Map<string, string>();
  const candidates = new Map<string, CandidateSentence>();
  const kept = new Map<string, Promise<CorpusDocument | null>>();
  const read = (file: string): Promise<CorpusDocument | null> => {
    const document = kept.get(file) ?? documents.read(file);
    kept.set(file, document);
    return document;
  };
  const add = async ({ label, score }: RankedChunk): Promise<void> => {
    const place = placeOf(open.chunks, open.manifest.documents, label);
    const document = await read(place.file);
    if (!document || rankOf.has(label)) return;
    const { title, date } = document.metadata;
    const text = document.text.slice(place.start, place.end);
    rankOf.set(label, passages.length);
    if (date) dates.set(place.file, date.value);
    passages.push({ ...place, score, text, title, date: date?.value ?? null });
    for (const sentence of candidateSentences(document, place, passages.length - 1)) {
      const key = `${sentence.file} ${sentence.start}`;
      // A sentence of two passages keeps the better rank.
      if (!candidates.has(key)) candidates.set(key, sentence);
    }
  };
  const retrieve = async (text: string, most: number): Promise<HybridResult> => {
    if (text === '') return { ranked: [], groups: [] };
    const found = await hybridSearch(open, text, most);
    for (const chunk of found.ranked) await add(chunk);
    return found;
  };
  const whole = await retrieve(question.text, Math.max(k, CANDIDATE_PASSAGES));
  const ofQuestion = passages.slice(0, k);
  const parts = questionParts(question);
  const ofParts: HybridResult[] = [];
  for (const part of parts) ofParts.push(await retrieve(part.text, CANDIDATE_PASSAGES));

  const score = (
    asked: Question,
    { ranked }: HybridResult,
    by: ReadonlyMap<QueryGroup, number>,
  ): ScoredSentence[] => {
    const best = ranked[0]?.score ?? 0;
    const passageScores = new Array<number>(passages.length).fill((ranked.at(-1)?.score ?? 0) - best);
    for (const { label, score } of ranked) {
      const rank = rankOf.get(label);
      if (rank !== undefined) passageScores[rank] = score - best;
    }
    return scoreSentences(asked, by, [...candidates.values()], { passageScores, related: open.related });
  };
  const weights = wordWeights(question, whole.groups, open.postings);
  const scored = narrow(score(question, whole, weights), dates);
  const features = answerabilityFeatures(question, weights, scored, ofQuestion);
  const scoredParts = ofParts.map((found, at) => {
    const part = parts[at] as Question;
    const own = wordWeights(part, found.groups, open.postings);
    const before = new Set(parts.slice(0, at).flatMap(({ stems }) => [...stems]));
    return narrow(score(part, found, completed(own, weights, before)), dates);
  });
  return {
    ...{ open, documents, question, passages: ofQuestion, retrieved: passages, scored, features },
    parts: scoredParts,
  };
}

/** What a part's own words weigh, and those of the parts before it, which it may leave out: "…, and when was it sold?" */
function completed(
  own: ReadonlyMap<QueryGroup, number>,
  ofQuestion: ReadonlyMap<QueryGroup, number>,
  before: ReadonlySet<string>,
): Map<QueryGroup, number> {
  const stems = new Set(Array.from(own.keys(), ({ stem }) => stem));
  const all = new Map(own);
  for (const [group, weight] of ofQuestion)
    if (before.has(group.stem) && !stems.has(group.stem)) all.set(group, weight * EARLIER_PART_SHARE);
  return all;
}
