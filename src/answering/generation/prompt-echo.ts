import { words } from '../../core/words.ts';

/** Words in a row that a sentence must share with the instructions to count as taken from them. */
const ECHO_WORDS = 6;

/** Tells sentences of a draft that repeat the prompt instead of answering. */
export type EchoTest = (sentence: string) => boolean;

/**
 * A sentence echoes the prompt when it holds the boundary of the passages, or a run of words of the instructions, which
 * the passages themselves do not contain.
 */
export function echoTest(
  instructions: string,
  boundary: string,
  passages: readonly { readonly text: string }[],
): EchoTest {
  const inPassages = new Set(passages.flatMap(({ text }) => runsOf(text)));
  const runs = new Set(runsOf(instructions).filter((run) => !inPassages.has(run)));
  return (sentence) => sentence.includes(boundary) || runsOf(sentence).some((run) => runs.has(run));
}

function runsOf(text: string): string[] {
  const all = words(text);
  return all.slice(ECHO_WORDS - 1).map((_, start) => all.slice(start, start + ECHO_WORDS).join(' '));
}
