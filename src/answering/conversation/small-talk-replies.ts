import type { SmallTalk } from './small-talk.ts';

/** What to say to a message that asks nothing of the documents. */
export const SMALL_TALK_REPLIES: Readonly<Record<SmallTalk, string>> = {
  greeting: 'Hello! Ask me a question about the documents; each sentence of my answer will cite them.',
  thanks: 'You are welcome. Ask me anything else about the documents.',
  help: 'I answer questions from a folder of documents and from nothing else; each sentence that I show cites a file, its lines and a quote. Ask in your own words, and go on with follow-up questions such as “and in 2023?”, “why?” or “who said that?”.',
  chat: 'I know only what the documents say; each sentence of an answer cites the lines where you can check it. Ask me about something in the documents.',
  instruction:
    'I answer questions from the documents only; instructions do not change that. Ask me about something in the documents.',
  nonsense: 'I cannot find a question in this. Ask me in words about something in the documents.',
};
