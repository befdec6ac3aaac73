/** One question that was answered or declined, as far as the next one may refer to it. */
export interface Turn {
  /** As asked. */
  readonly question: string;
  /**
   * What follow-ups go on from: `question` itself, or what it stood for; for "why?" and "who said that?", which ask about an
   * answer, the question of that answer.
   */
  readonly interpreted: string;
  /** The cited passages of the answer, in the order of their markers; empty after an abstention. */
  readonly quotes: readonly TurnQuote[];
}

/** A quote that an answer cited, with its place: UTF-16 code units in the file. */
export interface TurnQuote {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface ConversationLimits {
  readonly turns: number;
  readonly quotesPerTurn: number;
  /** Longest question or quote that is kept whole, in UTF-16 code units. */
  readonly characters: number;
  readonly conversations: number;
  /** Milliseconds after its last turn until a conversation is forgotten. */
  readonly lifetimeMs: number;
}

export const CONVERSATION_DEFAULTS: ConversationLimits = {
  turns: 4,
  quotesPerTurn: 3,
  characters: 600,
  conversations: 1_000,
  lifetimeMs: 30 * 60_000,
};

/** What was said in each conversation lately. In memory only: a restart forgets everything. */
export interface Conversations {
  /** The last turns, oldest first; empty for a conversation that is unknown or has expired. */
  turns(id: string): readonly Turn[];
  remember(id: string, turn: Turn): void;
  /** Conversations held, expired ones included until they are looked at. */
  readonly size: number;
}

/** Keeps the least recently continued conversation out when there are too many. `now` counts milliseconds. */
export function createConversations(
  limits: ConversationLimits = CONVERSATION_DEFAULTS,
  now: () => number = () => performance.now(),
): Conversations {
  // A Map iterates in the order of insertion: the first one is the least recently continued.
  const held = new Map<string, { readonly turns: readonly Turn[]; readonly at: number }>();

  const turns = (id: string): readonly Turn[] => {
    const conversation = held.get(id);
    if (conversation === undefined) return [];
    if (now() - conversation.at < limits.lifetimeMs) return conversation.turns;
    held.delete(id);
    return [];
  };

  return {
    turns,
    remember(id, turn) {
      const continued = [...turns(id), bounded(turn, limits)].slice(-limits.turns);
      held.delete(id);
      held.set(id, { turns: continued, at: now() });
      for (const [oldest, { at }] of held) {
        if (held.size <= limits.conversations && now() - at < limits.lifetimeMs) break;
        held.delete(oldest);
      }
    },
    get size() {
      return held.size;
    },
  };
}

function bounded({ question, interpreted, quotes }: Turn, limits: ConversationLimits): Turn {
  const cut = (text: string): string => text.slice(0, limits.characters);
  return {
    question: cut(question),
    interpreted: cut(interpreted),
    quotes: quotes.slice(0, limits.quotesPerTurn).map((quote) => ({ ...quote, text: cut(quote.text) })),
  };
}
