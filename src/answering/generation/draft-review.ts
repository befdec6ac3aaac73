import type { Passage, SupportedSentence } from '../../core/passage.ts';
import { type SentenceCheck, verifySentence } from '../verification/verify-sentence.ts';
import type { DraftSentence } from './draft-sentences.ts';
import type { EchoTest } from './prompt-echo.ts';

/** Why a drafted sentence was removed. */
export type RemovalReason = Exclude<SentenceCheck['verdict'], 'supported'> | 'refusal' | 'echo';

/** Verifies the sentences of a draft in their order and keeps those that hold. */
export interface DraftReview {
  readonly sentences: readonly SupportedSentence[];
  readonly removedSentences: number;
  /** True when the model said that the passages do not answer the question. */
  readonly declined: boolean;
  /** The most frequent reason; null when nothing was removed. */
  readonly mainReason: RemovalReason | null;
  /** Judges a sentence for good: it is shown, or removed and counted. */
  take(draft: DraftSentence): Promise<void>;
  /** Forgets what was removed, and that the model declined: it turned out to be no part of the answer. */
  restart(): void;
  /** Shows a sentence if it holds; returns false, and counts nothing, if it does not. */
  takeEarly(draft: DraftSentence): Promise<boolean>;
}

export interface DraftReviewOptions {
  /** What the model replies when it has no answer. */
  readonly noAnswer: string;
  readonly isEcho: EchoTest;
  readonly onSentence: ((sentence: SupportedSentence) => void | Promise<void>) | undefined;
}

const REFUSAL =
  /^(?:i['’]?m (?:sorry|afraid|unable|not able)|i am (?:sorry|afraid|unable|not able)|sorry\b|unfortunately,? i\b|i (?:cannot|can['’]?t|can not|won['’]?t|will not) (?:help|assist|answer|provide|comply|discuss|share)|as an ai\b)/i;

export function reviewDraft(passages: readonly Passage[], options: DraftReviewOptions): DraftReview {
  const { noAnswer, isEcho, onSentence } = options;
  const sentences: SupportedSentence[] = [];
  const shown = new Set<string>();
  const removed = new Map<RemovalReason, number>();
  let declined = false;

  const judge = (draft: DraftSentence): RemovalReason | SupportedSentence => {
    if (isEcho(draft.text)) return 'echo';
    const check = verifySentence(draft, passages);
    if (check.verdict === 'supported') return { text: draft.text, quotes: check.quotes };
    return REFUSAL.test(draft.text) ? 'refusal' : check.verdict;
  };
  const show = async (sentence: SupportedSentence): Promise<void> => {
    shown.add(keyOf(sentence.text));
    sentences.push(sentence);
    await onSentence?.(sentence);
  };

  return {
    sentences,
    get removedSentences() {
      return [...removed.values()].reduce((total, count) => total + count, 0);
    },
    get declined() {
      return declined;
    },
    get mainReason() {
      return [...removed].sort(([, one], [, other]) => other - one)[0]?.[0] ?? null;
    },
    async take(draft) {
      if (isNoAnswer(draft.text, noAnswer)) {
        declined = true;
        return;
      }
      // What a model adds to its refusal claims nothing; a sentence that holds is an answer all the same.
      if (declined && draft.markers.length === 0) return;
      if (shown.has(keyOf(draft.text))) return;
      const judged = judge(draft);
      if (typeof judged !== 'string') return show(judged);
      removed.set(judged, (removed.get(judged) ?? 0) + 1);
    },
    restart() {
      removed.clear();
      declined = false;
    },
    async takeEarly(draft) {
      if (shown.has(keyOf(draft.text))) return true;
      const judged = judge(draft);
      if (typeof judged === 'string') return false;
      await show(judged);
      return true;
    },
  };
}

/** In whatever case, with whatever comes before its first letter, and with reasons after it. */
function isNoAnswer(text: string, noAnswer: string): boolean {
  const [first = ''] = /[\p{L}_]+/u.exec(text) ?? [];
  return first.toUpperCase() === noAnswer;
}

/** What makes two sentences the same one. */
function keyOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
