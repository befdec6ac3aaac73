import type { Span } from '../../core/span.ts';
import { words } from '../../core/words.ts';
import type { CorpusDocument } from '../../corpus/document.ts';

/** What may close a sentence behind its question mark: quotation marks, brackets, markdown. */
const ASKS = /[?？؟]["”“’'»)\]」』*_~`\s]*$/u;
/** A question in quotation marks or brackets at the sentence's end, with what stands before it. */
const ASKS_INSIDE = /^(.*?)["“„«([「『][^"“”„«»()[\]「」『』]*[?？؟]["”“»)\]」』][*_~`\s]*$/su;
/** "Q:", "Jane Doe:": the label of somebody who asks, as interviews print it. */
const LABEL = /^[\s*_]*\p{Lu}[\p{L}.'’-]*(?:\s+\p{Lu}[\p{L}.'’-]*)?[*_]*:[\s*_]*$/u;

/** True when a sentence asks and says nothing; "She wrote: “Why now?”" says something. */
export function asks(text: string): boolean {
  if (!ASKS.test(text)) return false;
  const before = ASKS_INSIDE.exec(text)?.[1];
  return before === undefined || !/\p{L}/u.test(before) || LABEL.test(before);
}

const YES_OR_NO = /^["“'‘*_\s]*(?:yes|no)\s*[,.;:!–—-]/iu;
const MOST_WORDS_OF_BARE_REPLY = 4;

/** True when a reply means nothing without its question: "Yes.", "Three days." */
export function isBareReply(text: string): boolean {
  return YES_OR_NO.test(text) || words(text).length <= MOST_WORDS_OF_BARE_REPLY;
}

/** The question that a sentence comes after. */
export interface QuestionBefore {
  /** From the first to the last where several stand together. */
  readonly question: Span;
  /** True for the sentence that replies to it, and for the one after a bare reply. */
  readonly replies: boolean;
}

export interface QuestionsInText {
  /** The starts of the sentences that ask. */
  readonly asking: ReadonlySet<number>;
  /** By the start of a sentence. */
  readonly before: ReadonlyMap<number, QuestionBefore>;
}

const known = new WeakMap<CorpusDocument, QuestionsInText>();

/**
 * Which sentences of a document's body ask, and which come after a question: those of the rest of its block, and when the
 * block ends with it, as in interviews and lists of questions, those of the next block or list. A heading may ask, too.
 */
export function questionsInText(document: CorpusDocument): QuestionsInText {
  const read = known.get(document) ?? readQuestions(document);
  known.set(document, read);
  return read;
}

function readQuestions({ text, blocks }: CorpusDocument): QuestionsInText {
  const asking = new Set<number>();
  const before = new Map<number, QuestionBefore>();
  let question: Span | null = null;
  let replies = false;
  for (const [position, { kind, sentences, start, end }] of blocks.entries()) {
    const last = blocks[position - 1];
    const lastAsked = last?.kind === 'heading' || asking.has(last?.sentences.at(-1)?.start ?? -1);
    const inList = kind === 'item' && last?.kind === 'item';
    if (!(lastAsked || inList)) question = null;
    if (kind === 'heading') {
      replies = asks(text.slice(start, end));
      question = replies ? { start, end } : null;
      continue;
    }
    for (const [index, sentence] of sentences.entries()) {
      const sentenceText = text.slice(sentence.start, sentence.end);
      if (asks(sentenceText)) {
        const goesOn: boolean = question !== null && asking.has(sentences[index - 1]?.start ?? -1);
        question = { start: goesOn && question ? question.start : sentence.start, end: sentence.end };
        replies = true;
        asking.add(sentence.start);
      } else if (question) {
        before.set(sentence.start, { question, replies });
        replies &&= isBareReply(sentenceText);
      }
    }
  }
  return { asking, before };
}
