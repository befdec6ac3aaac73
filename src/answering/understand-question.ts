import type { Topic } from '../core/answer.ts';
import type { Conversations, Turn } from './conversations.ts';
import { type FollowUp, readFollowUp } from './follow-up.ts';
import { interpretFollowUp, specificsOf } from './interpret-follow-up.ts';
import { LONGEST_QUESTION } from './question.ts';
import type { QuestionRewriter } from './question-rewriter.ts';
import { readMessage, type SmallTalk } from './small-talk.ts';

/** What a message asks for, in its conversation. */
export interface Understood {
  /** The question to look up; empty for small talk. */
  readonly asked: string;
  /** `asked` where it is not what was written, else null. */
  readonly interpreted: string | null;
  /** Null for a question about the documents. */
  readonly smallTalk: SmallTalk | null;
  /** How the question depends on the last turn; null for a question of its own. */
  readonly followUp: FollowUp['kind'] | null;
  /** What the answer has to hold because the follow-up asked for it in particular; empty when nothing. */
  readonly specifics: string;
  /** The conversation so far, oldest turn first. */
  readonly turns: readonly Turn[];
}

export interface UnderstandOptions {
  readonly conversation: string | undefined;
  readonly conversations: Conversations;
  /** Asked only for what looks like a follow-up; null where rules alone decide. */
  readonly loadRewriter: (() => Promise<QuestionRewriter>) | null;
  readonly topics: readonly Topic[];
  readonly signal: AbortSignal | undefined;
}

/** Tells small talk from questions, and completes a follow-up from its conversation. */
export async function understandQuestion(question: string, options: UnderstandOptions): Promise<Understood> {
  const { conversation, conversations } = options;
  const turns = conversation === undefined ? [] : conversations.turns(conversation);
  const base = { smallTalk: null, followUp: null, specifics: '', turns } as const;
  const read = question.slice(0, LONGEST_QUESTION);
  const message = readMessage(read);
  if (message.kind === 'small-talk')
    return { ...base, asked: '', interpreted: null, smallTalk: message.talk };
  const isWhole = message.text === read;
  const asked = isWhole ? question : message.text;
  const alone = { ...base, asked, interpreted: isWhole ? null : asked };
  const followUp = turns.length === 0 ? null : readFollowUp(asked);
  if (followUp === null) return alone;
  const topics = options.topics.map(({ topic }) => topic);
  const interpreted =
    (await rewritten(asked, followUp, turns, options)) ?? interpretFollowUp(followUp, turns, topics);
  if (interpreted === null) return alone;
  return {
    ...base,
    asked: interpreted,
    interpreted,
    followUp: followUp.kind,
    specifics: specificsOf(followUp, turns, topics),
  };
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
