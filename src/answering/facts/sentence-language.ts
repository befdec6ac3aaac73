import { isStopWord, words } from '../../core/words.ts';

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
/** Further ones by which a language is told; at the start of a sentence some of them may be names. */
const MORE_GERMAN = new Set(
  'aus am als sie er es wir werden hat hatte sind war beim zum zur über durch gegen unter um wie auch noch nur einen einem einer eines keine vor dass seine seinen seiner seines ihre ihrer ihres zwischen'.split(
    ' ',
  ),
);
const MORE_OTHER = new Set(
  `son sa ses avec qui ce cette ont été ne pas plus sous entre à il elle ils lo sus fue ha más como os as em um uma é no na nos nas
foi seu sua ao pelo gli i dei degli dal dalla nel nella si sono alla dello het te zijn voor dat aan naar door bij uit werd ett är av för
till og er til ble den się że jest przez od dla ve bir için ile yang dari pada untuk și în cu az és v je ja`.split(
    /\s+/,
  ),
);
/** Words that are English as well: they tell nothing. */
const AMBIGUOUS = new Set(
  'a i in on no as an at am is was war hat has so met do per die den con pour las los son plus par door over van me te will'.split(
    ' ',
  ),
);

/** True for an article, preposition or conjunction of another European language, lower-cased. */
export function isForeignFunctionWord(word: string): boolean {
  return GERMAN.has(word) || OTHER.has(word);
}

/** True for any word by which a language other than English is told. */
export function isFunctionWord(word: string): boolean {
  return isForeignFunctionWord(word) || MORE_GERMAN.has(word) || MORE_OTHER.has(word);
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

/**
 * How the names of a sentence can be looked for in a source: letter by letter, by their likeness where languages spell them
 * in their own way, or nowhere. German writes every noun with a capital, so its names cannot be told from its nouns; those of
 * an English sentence have other letters in a source of another script.
 */
export function comparedNames(
  sentence: SentenceLanguage,
  source: SentenceLanguage,
): 'exactly' | 'alike' | 'nowhere' {
  if (sentence === 'german') return 'nowhere';
  if (sentence !== 'english') return sentence === 'latin' ? 'alike' : 'exactly';
  if (source === 'english') return 'exactly';
  return source === 'other' ? 'nowhere' : 'alike';
}

function judge(sentence: string): SentenceLanguage {
  const letters = sentence.match(/\p{L}/gu)?.length ?? 0;
  const latin = sentence.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters > 0 && latin < letters / 2) return 'other';
  const all = words(sentence);
  if (all.length < 3) return 'english';
  const share = (tells: (word: string) => boolean): number =>
    all.filter((word) => !AMBIGUOUS.has(word) && tells(word)).length / all.length;
  const german = share((word) => GERMAN.has(word) || MORE_GERMAN.has(word));
  const other = share((word) => OTHER.has(word) || MORE_OTHER.has(word));
  const accented = (sentence.match(ACCENTED) ?? []).length / all.length;
  const english = share(
    (word) =>
      isStopWord(word) && !isForeignFunctionWord(word) && !MORE_GERMAN.has(word) && !MORE_OTHER.has(word),
  );
  if (english >= ENGLISH_SHARE && english >= Math.max(german, other) + accented) return 'english';
  if (german >= OTHER_SHARE && german > other) return 'german';
  return other + accented >= OTHER_SHARE ? 'latin' : 'english';
}

/** A word with a letter that English lacks; names are capitalised. */
const ACCENTED = /(?<![\p{L}\p{M}])(?=\p{Ll})[\p{L}\p{M}'’]*(?=[^\x00-\x7f'’])\p{Ll}[\p{L}\p{M}]*/gu;

/** Whether two spellings may be one name in two languages: Russia, Rusia, Russie; Putin, Poutine. */
export function spelledAlike(a: string, b: string): boolean {
  if (NEW.has(a) && NEW.has(b)) return true;
  if (a.length < 4 || b.length < 4) return a === b;
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return (
    shared >= 4 ||
    (shared >= 3 && Math.max(a.length, b.length) <= 6) ||
    (a[0] === b[0] && distance(a, b) <= 2)
  );
}

/** "Nueva Delhi", "Nuova Delhi": the one part of names that most languages translate. */
const NEW = new Set(
  'new neu neue nueva nuevo nova novo nuova nuovo nouvelle nouveau nowa nowy nowe nieuw nya yeni'.split(' '),
);

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
