import type { OpenIndex } from '../../indexing/open-index.ts';
import { LONGEST_QUESTION } from '../questions/question.ts';
import { asQuestion, withoutContractions } from '../questions/question-form.ts';
import { isAboutAnswer } from './about-answer.ts';
import type { Conversations, Turn } from './conversations.ts';
import { type FollowUp, readFollowUp, withoutCorrection } from './follow-up.ts';
import { interpretFollowUp, specificsOf } from './interpret-follow-up.ts';
import type { QuestionRewriter } from './question-rewriter.ts';
import { readMessage, type SmallTalk } from './small-talk.ts';
import { vocabularyOf, withNames } from './vocabulary.ts';

/** What a message asks for, in its conversation. */
export interface Understood {
  /** The question to look up; empty for small talk. */
  readonly asked: string;
  /** `asked` where it is not what was written, else null. */
  readonly interpreted: string | null;
  /** Null for a question about the documents. */
  readonly smallTalk: SmallTalk | null;
  /** The follow-up that was completed, or a fragment that is looked up as a topic; null for a question of its own. */
  readonly followUp: FollowUp | null;
  /** True for a follow-up that the conversation does not complete. */
  readonly isOpen: boolean;
  /** What the next follow-up goes on from. */
  readonly subject: string;
  /** What the answer has to hold because the follow-up asked for it in particular; empty when nothing. */
  readonly specifics: string;
  /** Whom "he" or "she" means; empty when nobody. */
  readonly person: string;
  /** The conversation so far, oldest turn first. */
  readonly turns: readonly Turn[];
}

export interface UnderstandOptions {
  readonly conversation: string | undefined;
  readonly conversations: Conversations;
  /** Asked only for what looks like a follow-up; null where rules alone decide. */
  readonly loadRewriter: (() => Promise<QuestionRewriter>) | null;
  readonly index: OpenIndex;
  readonly signal: AbortSignal | undefined;
}

/** Tells small talk from questions, and completes a follow-up from its conversation. */
export async function understandQuestion(question: string, options: UnderstandOptions): Promise<Understood> {
  const { conversation, conversations } = options;
  const held = conversation === undefined ? [] : conversations.turns(conversation);
  const base = { smallTalk: null, followUp: null, isOpen: false, specifics: '', person: '' } as const;
  const read = question.slice(0, LONGEST_QUESTION);
  const message = readMessage(read);
  if (message.kind === 'small-talk')
    return { ...base, asked: '', subject: '', interpreted: null, smallTalk: message.talk, turns: held };
  const said = withoutContractions(message.text);
  const text = withoutCorrection(said);
  const isWhole = text === read;
  const asked = isWhole ? question : text;
  const alone = { ...base, asked, subject: asked, interpreted: isWhole ? null : asked, turns: held };
  const followUp = readFollowUp(said);
  if (followUp === null) return alone;
  if (held.length === 0) return { ...alone, isOpen: true };
  const vocabulary = vocabularyOf(options.index, held);
  const turns = withNames(held, vocabulary);
  const byModel = await rewritten(text, followUp, turns, options);
  const completed =
    byModel === null
      ? interpretFollowUp(followUp, turns, vocabulary)
      : {
          ...{ question: byModel, subject: byModel, person: '' },
          specifics: specificsOf(followUp, turns, vocabulary),
        };
  if (completed !== null) {
    const { question: standalone, ...rest } = completed;
    return { ...base, ...rest, asked: standalone, interpreted: standalone, followUp, turns };
  }
  if (followUp.kind !== 'fragment') return { ...alone, isOpen: true, turns };
  // What fits into no question before may be a topic of its own: "what about the budget of 2024?"
  const { fragment } = followUp;
  return { ...alone, isOpen: true, followUp, specifics: fragment, subject: asQuestion(fragment), turns };
}

async function rewritten(
  question: string,
  followUp: FollowUp,
  turns: readonly Turn[],
  { loadRewriter, signal }: UnderstandOptions,
): Promise<string | null> {
  if (loadRewriter === null || isAboutAnswer(followUp)) return null;
  const rewriter = await loadRewriter();
  return rewriter.rewrite(question, turns, signal ? { signal } : {});
}
