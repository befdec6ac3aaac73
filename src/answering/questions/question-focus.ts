import { isStopWord, words } from '../../core/words.ts';

const LONGEST_FOCUS = 3;

/** The words that say what kind of thing is asked for: "country" in "In what country is …", "seats" in "how many seats". */
export function questionFocus(question: string): string[] {
  const after =
    /\b(?:(?:what|which)(?: (?:is|are|was|were)(?: (?:the|a|an))?)?|how (?:many|much)|whose|name (?:the|a|an|all)) (.+)/iu.exec(
      question,
    )?.[1];
  const focus: string[] = [];
  for (const word of words(after ?? '')) {
    if (isStopWord(word) || focus.length === LONGEST_FOCUS) break;
    focus.push(word);
  }
  return focus;
}
