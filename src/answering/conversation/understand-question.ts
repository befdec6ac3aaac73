import type { OpenIndex } from '../../indexing/open-index.ts';
import { LONGEST_QUESTION } from '../questions/question.ts';
import type { Conversations, Turn } from './conversations.ts';
import { type FollowUp, readFollowUp } from './follow-up.ts';
import { type Interpretation, interpretFollowUp, specificsOf } from './interpret-follow-up.ts';
import type { QuestionRewriter } from './question-rewriter.ts';
import { readMessage, type SmallTalk } from './small-talk.ts';
import { vocabularyOf } from './vocabulary.ts';

/** What a message asks for, in its conversation. */
export interface Understood {
  /** The question to look up; empty for small talk. */
  readonly asked: string;
  /** `asked` where it is not what was written, else null. */
  readonly interpreted: string | null;
  /** Null for a question about the documents. */
  readonly smallTalk: SmallTalk | null;
  /** The follow-up that was completed; null for a question of its own. */
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
  const turns = conversation === undefined ? [] : conversations.turns(conversation);
  const base = { smallTalk: null, followUp: null, isOpen: false, specifics: '', person: '', turns } as const;
  const read = question.slice(0, LONGEST_QUESTION);
  const message = readMessage(read);
  if (message.kind === 'small-talk')
    return { ...base, asked: '', subject: '', interpreted: null, smallTalk: message.talk };
  const isWhole = message.text === read;
  const asked = isWhole ? question : message.text;
  const alone = { ...base, asked, subject: asked, interpreted: isWhole ? null : asked };
  const followUp = readFollowUp(asked);
  if (followUp === null) return alone;
  if (turns.length === 0) return { ...alone, isOpen: true };
  const vocabulary = vocabularyOf(options.index, turns);
  const byModel = await rewritten(asked, followUp, turns, options);
  const completed: Interpretation | null =
    byModel === null
      ? interpretFollowUp(followUp, turns, vocabulary)
      : {
          question: byModel,
          subject: byModel,
          specifics: specificsOf(followUp, turns, vocabulary),
          person: '',
        };
  if (completed === null) return { ...alone, isOpen: true };
  const { question: standalone, subject, specifics, person } = completed;
  return { ...base, asked: standalone, interpreted: standalone, subject, followUp, specifics, person };
}

async function rewritten(
  question: string,
  followUp: FollowUp,
  turns: readonly Turn[],
  { loadRewriter, signal }: UnderstandOptions,
): Promise<string | null> {
  // These two are answered from the cited places themselves.
  if (loadRewriter === null || followUp.kind === 'speaker' || followUp.kind === 'more') return null;
  const rewriter = await loadRewriter();
  return rewriter.rewrite(question, turns, signal ? { signal } : {});
}
