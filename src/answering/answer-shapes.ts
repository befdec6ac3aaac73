import type { AbstentionReason, Answer, Evidence, NearestPassage } from '../core/answer.ts';
import type { Passage } from '../core/passage.ts';
import { LineTable } from '../corpus/lines.ts';
import { looksMashed, type SmallTalk } from './conversation/small-talk.ts';
import { SMALL_TALK_REPLIES } from './conversation/small-talk-replies.ts';
import type { DisclosedAnswer } from './disclose-disagreements.ts';
import type { GatheredEvidence } from './extractive/gather-evidence.ts';
import { normalForm } from './facts/name-kinds.ts';
import type { Question } from './questions/question.ts';

/** What every answer to one question shares. */
export interface AnswerParts {
  readonly question: string;
  /** What was looked up in place of the question; null when it was the question itself. */
  readonly interpreted: string | null;
  /** Set for a message that asks nothing of the documents. */
  readonly smallTalk: SmallTalk | null;
  readonly evidence: GatheredEvidence;
  /** As `performance.now()` gave it. */
  readonly startedAt: number;
  readonly notices: readonly string[];
}

type Origin = Pick<Answer, 'mode' | 'model' | 'removedSentences'>;

const NEAREST = 3;
const TOPICS = 5;
const LONGEST_NEAREST = 400;

export function withNotice(parts: AnswerParts, notice: string): AnswerParts {
  return { ...parts, notices: [...parts.notices, notice] };
}

export function answered(parts: AnswerParts, composed: DisclosedAnswer, origin: Origin): Answer {
  return shape(parts, origin, {
    kind: 'answered',
    reason: null,
    text: composed.text,
    citations: composed.citations,
    conflicts: composed.conflicts,
    developments: composed.developments,
    nearest: [],
    topics: [],
  });
}

/** An abstention says why, and shows the passages that come nearest and what the documents are about. */
export function abstention(parts: AnswerParts, reason: AbstentionReason, origin: Origin): Answer {
  const { evidence } = parts;
  const talk = parts.smallTalk ?? (isNoise(evidence) ? 'nonsense' : null);
  const nothing = talk !== null || (reason === 'no-evidence' && evidence.question.stems.size === 0);
  const nearest = nothing ? [] : nearestPassages(evidence);
  return shape(parts, origin, {
    kind: 'abstained',
    reason,
    text: talk ? SMALL_TALK_REPLIES[talk] : abstentionText(evidence.question, reason, nearest.length > 0),
    citations: [],
    conflicts: [],
    developments: [],
    nearest,
    topics: shownTopics(evidence),
  });
}

function shape(
  { question, interpreted, evidence, startedAt, notices }: AnswerParts,
  { mode, model, removedSentences }: Origin,
  outcome: Pick<
    Answer,
    'kind' | 'reason' | 'text' | 'citations' | 'conflicts' | 'developments' | 'nearest' | 'topics'
  >,
): Answer {
  const { kind, reason, text, citations, conflicts, developments, nearest, topics } = outcome;
  return {
    question,
    interpreted,
    kind,
    reason,
    text,
    citations,
    conflicts,
    developments,
    nearest,
    topics,
    mode,
    model,
    removedSentences,
    notice: notices.length > 0 ? notices.join(' ') : null,
    evidence: evidence.passages.map(evidenceOf),
    elapsedMs: Math.round((performance.now() - startedAt) * 10) / 10,
  };
}

/** The first topics, of those that differ only as "Russia" and "Russian" do the first. */
function shownTopics({ open }: GatheredEvidence): string[] {
  const topics = new Map<string, string>();
  for (const { topic } of open.manifest.topics) {
    const form = normalForm(topic);
    if (!topics.has(form)) topics.set(form, topic);
    if (topics.size === TOPICS) break;
  }
  return [...topics.values()];
}

/** Mashed keys, none of which the documents know. */
function isNoise({ question, open }: GatheredEvidence): boolean {
  return (
    looksMashed(question.text) && [...question.stems].every((stem) => open.postings.frequency(stem) === 0)
  );
}

function evidenceOf({ file, start, end, startLine, endLine, score }: Passage): Evidence {
  return { file, start, end, startLine, endLine, score };
}

function abstentionText(question: Question, reason: AbstentionReason, hasNearest: boolean): string {
  if (question.text === '') return 'The question is empty. Ask about something in the documents.';
  if (question.stems.size === 0)
    return 'The question has no word to search for. Name the thing that you want to know about.';
  const nearest = hasNearest ? ' These passages come nearest.' : '';
  if (reason === 'no-evidence') return `The documents say nothing about this.${nearest}`;
  if (reason === 'unsupported')
    return `No sentence could be verified against the files as they are now.${nearest} Ask again in a moment.`;
  return `The documents do not answer this clearly enough.${nearest}`;
}

/** The best sentence of each of the best passages, or the beginning of the passage. */
function nearestPassages({ passages, scored }: GatheredEvidence): NearestPassage[] {
  return passages.slice(0, NEAREST).map((passage, rank) => {
    const best = scored.find(({ sentence }) => sentence.passageRank === rank)?.sentence;
    const inside = best && best.start >= passage.start && best.end <= passage.end ? best : passage;
    const quote = passage.text
      .slice(inside.start - passage.start, inside.end - passage.start)
      .slice(0, LONGEST_NEAREST);
    const lines = new LineTable(passage.text).rangeOf({
      start: inside.start - passage.start,
      end: inside.start - passage.start + quote.length,
    });
    return {
      file: passage.file,
      startLine: passage.startLine + lines.startLine - 1,
      endLine: passage.startLine + lines.endLine - 1,
      quote,
    };
  });
}
