import { isStopWord, words } from '../core/words.ts';

/** How a sentence can be checked: `latin` is any other language in Latin letters, `other` any other script. */
export type SentenceLanguage = 'english' | 'german' | 'latin' | 'other';

const GERMAN = new Set(
  'der die das und ist auf mit von im den dem zu wird wurde haben nicht ein eine sich für bis nach'.split(
    ' ',
  ),
);
const OTHER = new Set(
  `de la el le les los las del des du et y que en un una une est es il di della che con per por para pour na w z do e o da dos das
och att det som het een van met i på az és se su sur au aux dans`.split(/\s+/),
);
/** True for an article, preposition or conjunction of another European language, lower-cased. */
export function isForeignFunctionWord(word: string): boolean {
  return GERMAN.has(word) || OTHER.has(word);
}

const ENGLISH_SHARE = 0.12;
const OTHER_SHARE = 0.12;

/** Judges by script and function words; a short sentence without either counts as English. */
export function languageOf(sentence: string): SentenceLanguage {
  const kept = recent.get(sentence);
  if (kept !== undefined) return kept;
  const language = judge(sentence);
  if (recent.size >= 64) recent.clear();
  recent.set(sentence, language);
  return language;
}

const recent = new Map<string, SentenceLanguage>();

function judge(sentence: string): SentenceLanguage {
  const letters = sentence.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length;
  if (letters.length > 0 && latin < letters.length / 2) return 'other';
  const all = words(sentence);
  const english =
    all.filter((word) => isStopWord(word) && !OTHER.has(word) && !GERMAN.has(word)).length / all.length;
  if (all.length < 3 || english >= ENGLISH_SHARE) return 'english';
  const german = all.filter((word) => GERMAN.has(word)).length / all.length;
  const other = all.filter((word) => OTHER.has(word)).length / all.length;
  if (german >= OTHER_SHARE && german > other) return 'german';
  return other >= OTHER_SHARE ? 'latin' : 'english';
}

/** Whether two spellings may be one name in two languages: Russia, Rusia, Russie; Putin, Poutine. */
export function spelledAlike(a: string, b: string): boolean {
  if (a.length < 4 || b.length < 4) return a === b;
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return (
    shared >= 4 ||
    (shared >= 3 && Math.max(a.length, b.length) <= 6) ||
    (a[0] === b[0] && distance(a, b) <= 2)
  );
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const change = a[row - 1] === b[column - 1] ? 0 : 1;
      current.push(
        Math.min(
          (previous[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (previous[column - 1] ?? 0) + change,
        ),
      );
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
