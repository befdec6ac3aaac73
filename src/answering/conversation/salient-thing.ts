import { isStopWord } from '../../core/words.ts';
import { isCountry } from '../facts/name-kinds.ts';
import {
  AUXILIARY,
  asksForSubject,
  PREPOSITION,
  questionForm,
  withoutEnd,
} from '../questions/question-form.ts';
import type { Turn } from './conversations.ts';
import { namesOf } from './names.ts';
import { byRelevance } from './statements.ts';

/** Nouns that measure something else: "it" after "what share of the market" is the market. */
export const MEASURES: ReadonlySet<string> = new Set(
  `share percentage percent proportion part amount number value volume size level rate total sum price cost target goal
growth increase decrease decline rise fall year month day date time weekday city country place person people name kind type sort
way reason reasons result results effect effects`.split(/\s+/),
);

const DETERMINER = '(?:the|an?|this|that|these|those|its|his|her|their|our)';
const PARTICIPLE =
  /^(?:\p{L}+ed|held|made|built|taken|given|set|sold|bought|paid|born|found|led|won|lost|signed|located|known|called|written|shown|launched|mentioned|based|due|going|expected|planned|supposed|like)$/iu;
/** "Best known", "newly built": the participle goes with the noun. */
const QUALIFIES = /^(?:best|better|well|most|least|newly|long)$/i;
const STOP = new RegExp(
  `^(?:${PREPOSITION}|${AUXILIARY}|and|or|but|that|which|who|when|where|if|because|as|than|${DETERMINER}|be|been|to|not|also|still|already|again|so|there|here)$`,
  'i',
);
/** No thing begins so: "you sure". */
const PERSONAL = /^(?:you|i|we|he|she|they|there|it|everyone|anyone|anybody|somebody|nobody)$/i;
/** "Which one", "what else": no thing by themselves. */
const NAMES_NOTHING = /^(?:ones?|else|exactly|other|others)$/;
const REQUEST =
  /^(?:(?:can|could|would|will) you )?(?:please )?(?:explain|describe|define|outline|summari[sz]e) (.+)$/i;
/** "Say about the railway": what somebody spoke of. */
const ABOUT =
  / (?:say|said|think|thought|write|wrote|tell|told|talk|speak|know|announce|claim|report|explain) (?:\S+ )?about ([^,;:]+)$/i;
const DO_SUPPORT = /^(?:do|does|did|will|would|can|could|should|may|might|must)$/i;

/** What "it" is after these turns, oldest first: the thing that the last question was about; null when none stands out. */
export function salientThing(turns: readonly Turn[]): string | null {
  const turn = turns.at(-1);
  if (turn === undefined) return null;
  const introduced =
    byRelevance(turn.quotes, turn.interpreted).flatMap(({ text }) => introducedBy(text) ?? [])[0] ?? null;
  const asked = withoutEnd(turn.interpreted);
  // "What was stolen from the shed?" asks for the thing.
  const asksForThing = /^what (?:is|are|was|were)$/i.test(asked.split(' ').slice(0, 2).join(' '));
  const form = questionForm(asked);
  if (introduced !== null && form !== null && asksForThing && asksForSubject(form)) return introduced;
  return thingOfQuestion(asked) ?? introduced;
}

function thingOfQuestion(asking: string): string | null {
  const question = asking.replace(/\s*“[^”]*”/g, '');
  const form = questionForm(question);
  if (form === null) return topicOf(question);
  const asked = /^(?:(?:\p{L}+) )?(?:what|which) (.+)$/iu.exec(form.asked)?.[1];
  const noun = asked?.split(' ')[0]?.toLowerCase() ?? '';
  if (asked !== undefined && !MEASURES.has(noun) && !NAMES_NOTHING.test(noun) && !asked.includes(' of '))
    return `the ${asked}`;
  const topic = ABOUT.exec(form.rest)?.[1];
  if (topic !== undefined) return topic;
  const people = new Set(
    namesOf(question)
      .filter(({ text }) => text.split(' ').length <= 2 && !isCountry(text))
      .map(({ text }) => text),
  );
  const hasVerb = DO_SUPPORT.test(form.auxiliary);
  const subject = asksForSubject(form) ? null : subjectOf(form.rest, hasVerb);
  // A country that does something is not what "it" costs.
  const acts = subject !== null && (people.has(subject) || (hasVerb && isCountry(subject)));
  if (form.auxiliary !== '' && subject !== null && !acts) return subject;
  const behind = acts ? form.rest.slice(subject.length) : form.rest;
  const object = /(?:\b(?:the|an?) |\p{Lu}\p{L}+[’']s )[^,;:]+$/u.exec(behind)?.[0];
  const phrase = object === undefined ? null : subjectOf(object, false);
  if (phrase !== null) return phrase.replace(/^an? /i, 'the ');
  return (
    namesOf(question).find(
      ({ text, start }) =>
        !/\b(?:in|at|on|to|from)\s+$/i.test(question.slice(0, start)) &&
        !people.has(text) &&
        !(acts && subject.endsWith(text)),
    )?.text ?? null
  );
}

/** "Tell me about the museum", "the budget of 2024": what a request or a bare topic names. */
function topicOf(request: string): string | null {
  const topic = /\babout ([^,;:]+)$/i.exec(request)?.[1] ?? REQUEST.exec(request)?.[1] ?? request;
  return subjectOf(
    /^\p{Lu}\p{Ll}*\b/u.test(topic) && !namesOf(topic).some(({ start }) => start === 0)
      ? `${topic.slice(0, 1).toLowerCase()}${topic.slice(1)}`
      : topic,
    false,
  );
}

/** The noun phrase at the beginning of a text: determiner, words, and what "of" or "for" adds. `verbFollows`: its last word is the verb. */
function subjectOf(text: string, verbFollows: boolean): string | null {
  const tokens = text.split(' ');
  const taken: string[] = [];
  for (const [index, token] of tokens.entries()) {
    const bare = token.replace(/[,;:]$/, '');
    const joins = /^(?:of|for)$/i.test(bare) && taken.length > 0 && !verbFollows;
    const determines = isDeterminer(bare) && (index === 0 || /^(?:of|for)$/i.test(tokens[index - 1] ?? ''));
    // "The shed" is a noun, whatever its end.
    const closes = index === 1 && tokens.length === 2 && isDeterminer(tokens[0] ?? '');
    const modifies = QUALIFIES.test(tokens[index - 1] ?? '');
    const ends = STOP.test(bare) || (PARTICIPLE.test(bare) && !closes && !modifies);
    if (!/\p{L}/u.test(bare) || (!joins && !determines && ends)) break;
    taken.push(bare);
    if (bare !== token) break;
  }
  if (verbFollows) taken.splice(verbAt(taken));
  while (taken.length > 0 && /^(?:of|for)$/i.test(taken.at(-1) ?? '')) taken.pop();
  const hasContent = !PERSONAL.test(taken[0] ?? '') && taken.some((word) => !isStopWord(word.toLowerCase()));
  return hasContent ? taken.join(' ') : null;
}

function isDeterminer(word: string): boolean {
  return new RegExp(`^${DETERMINER}$`, 'i').test(word);
}

/** Where the verb stands behind a subject, with what belongs to it: "the festival | take place", "the shop | open daily". */
function verbAt(words: readonly string[]): number {
  const text = words.join(' ');
  const verb = / (?:(?:take|come|go|make|get|have) )?[^ ]+(?: [^ ]+ly)?$/i.exec(` ${text}`)?.[0] ?? '';
  const last = words.at(-1) ?? '';
  const isName = /^\p{Lu}/u.test(last);
  // "Putin | visit Moscow": a name's first word in lower case is its verb.
  const opening = words.findIndex((word) => !/^\p{Lu}/u.test(word));
  if (isName && opening > 0 && !/[’']s?$/.test(words[opening - 1] ?? '')) return opening;
  return isName || words.length < 2 ? words.length : words.length - (verb.split(' ').length - 1);
}

/** The first thing that a sentence introduces: "announced a pharma collaboration" gives "the pharma collaboration". */
function introducedBy(quote: string): string | null {
  const phrase = /\b[Aa]n? (?:[\p{L}-]+ )*[\p{L}-]+/u.exec(quote.replace(/\s+/g, ' '))?.[0];
  const thing = phrase === undefined ? null : subjectOf(phrase, false);
  // "50,000 a year", "a number of guests": no thing.
  const [, noun = ''] = thing?.toLowerCase().split(' ') ?? [];
  return thing === null || MEASURES.has(noun) ? null : thing.replace(/^an? /i, 'the ');
}
