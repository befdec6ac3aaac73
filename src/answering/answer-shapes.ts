import type { AbstentionReason, Answer, Evidence, NearestPassage } from '../core/answer.ts';
import { LineTable } from '../corpus/lines.ts';
import type { DisclosedAnswer } from './disclose-disagreements.ts';
import type { GatheredEvidence } from './gather-evidence.ts';
import type { Passage } from './passage.ts';
import type { Question } from './question.ts';

/** What every answer to one question shares. */
export interface AnswerParts {
  readonly question: string;
  readonly evidence: GatheredEvidence;
  /** As `performance.now()` gave it. */
  readonly startedAt: number;
  readonly notices: readonly string[];
}

type Origin = Pick<Answer, 'mode' | 'model' | 'removedSentences'>;

const NEAREST = 3;
const LONGEST_NEAREST = 400;

export function answered(parts: AnswerParts, composed: DisclosedAnswer, origin: Origin): Answer {
  return shape(parts, origin, {
    kind: 'answered',
    reason: null,
    text: composed.text,
    citations: composed.citations,
    conflicts: composed.conflicts,
    developments: composed.developments,
    nearest: [],
  });
}

/** An abstention says why, and shows the passages that come nearest. */
export function abstention(parts: AnswerParts, reason: AbstentionReason, origin: Origin): Answer {
  const nearest =
    reason === 'no-evidence' && parts.evidence.question.stems.size === 0
      ? []
      : nearestPassages(parts.evidence);
  return shape(parts, origin, {
    kind: 'abstained',
    reason,
    text: abstentionText(parts.evidence.question, reason, nearest.length > 0),
    citations: [],
    conflicts: [],
    developments: [],
    nearest,
  });
}

function shape(
  { question, evidence, startedAt, notices }: AnswerParts,
  { mode, model, removedSentences }: Origin,
  outcome: Pick<Answer, 'kind' | 'reason' | 'text' | 'citations' | 'conflicts' | 'developments' | 'nearest'>,
): Answer {
  const { kind, reason, text, citations, conflicts, developments, nearest } = outcome;
  return {
    question,
    kind,
    reason,
    text,
    citations,
    conflicts,
    developments,
    nearest,
    mode,
    model,
    removedSentences,
    notice: notices.length > 0 ? notices.join(' ') : null,
    evidence: evidence.passages.map(evidenceOf),
    elapsedMs: Math.round((performance.now() - startedAt) * 10) / 10,
  };
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
