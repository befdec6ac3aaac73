import { stems } from '../../core/search-terms.ts';
import { stem } from '../../core/words.ts';

/** Irregular verbs: the base form, then what a stemmer cannot lead back to it. */
const IRREGULAR = `beat beaten|become became|begin began begun|break broke broken|bring brought|build built|buy bought|catch caught
choose chose chosen|come came|do did done|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen
feed fed|feel felt|fight fought|find found|flee fled|fly flew flown|forget forgot forgotten|freeze froze frozen|get got gotten
give gave given|go went gone|grow grew grown|have had|hear heard|hide hid hidden|hold held|keep kept|know knew known|lead led
leave left|lend lent|lose lost|make made|mean meant|meet met|pay paid|ride rode ridden|ring rang rung|rise rose risen|run ran
say said|see saw seen|seek sought|sell sold|send sent|shake shook shaken|shoot shot|show shown|shrink shrank shrunk|sing sang sung
sink sank sunk|sit sat|sleep slept|speak spoke spoken|spend spent|stand stood|steal stole stolen|strike struck|swear swore sworn
swim swam swum|take took taken|teach taught|tell told|think thought|throw threw thrown|understand understood|wear wore worn
win won|write wrote written`;

const lemmas: ReadonlyMap<string, string> = new Map(
  IRREGULAR.split(/[|\n]/).flatMap((verb) => {
    const [base = '', ...forms] = verb.trim().split(' ');
    return forms.map((form): [string, string] => [stem(form), stem(base)]);
  }),
);

/** A stem, with irregular forms of verbs led back to their base: "sent" and "send" are one. */
export function lemma(stemmed: string): string {
  return lemmas.get(stemmed) ?? stemmed;
}

/** The stems of a text without stop words, irregular verbs levelled. */
export function lemmasOf(text: string): string[] {
  return stems(text).map(lemma);
}
