import { stem, words } from '../../core/words.ts';

/** Words that say the same about a measured thing; the first stands for all of them. */
const SAME = [
  'kill die died dead death deaths fatality fatalities perish perished',
  'injure injury hurt wound wounded',
  'cost costs price priced spend spent',
  'attend attendance crowd audience spectator spectators',
  'employ employee employees staff worker workers workforce',
  'revenue revenues turnover sales',
  'profit profits earnings',
  'buy bought purchase acquire acquisition',
  'sell sold',
  'found founded establish established',
  'open opened opening inaugurate inaugurated',
  'start begin began begun commence launch',
  'build built construct construction erect complete completion finish',
  'win won victory beat defeat triumph',
  'increase grow grew grown growth rise rose risen climb gain expand jump soar',
  'decrease fall fell fallen decline drop dropped shrink shrank slump reduce reduction cut lower',
  'country countries nation nations',
  'car cars vehicle vehicles',
  'people person population resident residents inhabitant inhabitants',
  'goal goals score scored',
  'long length',
  'high height tall',
  'wide width',
  'deep depth',
  'weigh weight',
  'vote votes ballot ballots',
  'share proportion percentage',
  'enrol enroll enrolled recruit include involve participant participants participate',
  'last lasted take took taken',
  'company firm corporation',
  'ship vessel',
  'plane aircraft',
  'game match',
  'receive receives received gave donate award',
  'medicine drug',
];

/** Words of which two claims must hold the same one, where both hold any. */
const RIVALS = [
  'import export trade',
  'revenue profit loss debt tax cost asset budget order investment fine',
  'kill injure missing rescue evacuate infect hospitalise displace',
  'man men male woman women female child children girl boy adult',
  'north northern south southern east eastern west western',
  'first second third fourth fifth sixth final',
  'increase decrease',
  'open close',
  'start end',
  'buy sell',
  'approve reject',
  'win lose lost draw drew',
  'urban rural',
  'public private',
  'domestic foreign international',
  'primary secondary',
  'long high wide deep weigh',
  'arrest charge convict',
  'produce sell deliver order',
];

/** Words that change what is measured: a claim with one and a claim without it are two measures. */
const QUALIFIERS = `average mean median minimum maximum peak highest lowest additional
another extra remaining rest part partly net gross initial initially original originally former formerly cumulative combined
including excluding extended respectively half alone preliminary provisional`;

/** Words that carry a value and say nothing about what it measures. */
const CARRIERS = `reach stand stood total amount account exceed cross pass hit surpass number figure level volume size sum mark value worth
record report register post show see saw remain stay make made come came put measure witness year annual annually month week day
time current currently today still already recent recently nearly almost approximately roughly estimate overall altogether official
data statistic toll meanwhile finally eventually even well up down high strong according thousand million billion dollar percent
latest new next confirm announce state`;

const DISOWNING =
  /\b(?:alleg\w*|rumou?r\w*|den(?:y|ied|ies)|disput\w*|reject\w* (?:the )?(?:claim|report|figure|idea)\w*|wrong\w*|erroneous\w*|incorrect\w*|mistaken\w*|myth|suppos\w*|false\w*|misreport\w*|initially|originally|previously|formerly|earlier (?:reports?|estimates?|figures?)|once|used to|before [^,.;]{1,30},? (?:it|they|this|that|there) (?:was|were|had)|critics|opponents|had (?:been|stood|reached))\b/i;
const PLANNED =
  /\b(?:aim\w*|targets?|targeted|goals?(?= of)|plan(?:s|ned|ning)?|expect\w*|forecast\w*|project(?:ed|ion|ions)|predict\w*|will|would|could|might|should|may|intend\w*|hop(?:e|es|ed|ing)|wants? to|agree\w* to|propos\w*|seek\w*|pledg\w*|promis\w*|ambition\w*|potential\w*|scheduled|slated|set to|due to (?:be|open|start|begin|end|close)|budgeted|(?:was|were|is|are) to [a-z]+|if|unless|by (?:the end of )?20\d\d)\b/;
const DENIED =
  /\b(?:not|never|no longer|nor|neither|without|cannot|failed to|refus\w+ to|unable to|\w+n't)\b/i;

/** What such a clause states was settled once: a later document does not report a later state of it. */
const SETTLED =
  /\b(?:cost|spent|built|completed|won|beat|defeated|lost|drew|scored|enrol\w+|recruited|randomi[sz]ed|bought|acquired|acquisition|paid|lasted|took|attended|attendance|watched|signed|elected|founded|born|opened|launched|sank|crashed|stole\w*|donated|published|voted|turnout|crossed|landed)\b/i;
/** What happens once to a thing, so that a claim without a year is about the same as one with it. */
const ONCE =
  /\b(?:cost|spent|built|completed|enrol\w+|recruited|randomi[sz]ed|acquired|acquisition|founded|born|sank|crashed|stole\w*)\b/i;
const CASUALTIES = /\b(?:killed|dead|died|deaths?|injured|wounded|missing|infected|cases|displaced|toll)\b/i;
/** What may happen every year: two dates are two occasions. */
const RECURRING =
  /\b(?:annual|yearly|every|held|takes? place|took place|met|meet(?:s|ing)?|visit\w*|played|hosted|host|summit|conference|festival|championships?|tournament|season|edition|meetings?|again|renewed|elections?)\b/i;

/** How often a value comes: "500 a day" and "3,000 a week" may be the same. A year is what figures are of anyway. */
const RATES: readonly (readonly [string, RegExp])[] = ['hour', 'day', 'week', 'month', 'quarter', 'year'].map(
  (unit) => {
    const adverb = { day: 'daily', year: 'yearly' }[unit] ?? `${unit}ly`;
    return [unit, new RegExp(`\\b(?:(?:a|an|per|each|every) ${unit}|${adverb})\\b`, 'i')] as const;
  },
);

const group = (line: string): string[] => line.split(/\s+/).map((word) => stem(word));
const CANONICAL = new Map<string, string>();
for (const words of SAME.map(group)) for (const word of words) CANONICAL.set(word, words[0] as string);

const canonicals = (words: string): Set<string> => new Set(group(words).map(canonicalStem));
const RIVAL_SETS: readonly ReadonlySet<string>[] = RIVALS.map(canonicals);
const QUALIFIER_WORDS = new Set(QUALIFIERS.split(/\s+/));
const CARRIER_STEMS: ReadonlySet<string> = canonicals(CARRIERS);

/** The stem that stands for a stem and all that say the same. */
export function canonicalStem(stemmed: string): string {
  return CANONICAL.get(stemmed) ?? stemmed;
}

/** True for a word that only brings a value: "stands at", "a total of", "nearly". */
export function isCarrier(canonical: string): boolean {
  return CARRIER_STEMS.has(canonical);
}

/** True for "rose" and "fell", whose value is a difference unless it is the level that was reached. */
export function isChange(canonical: string): boolean {
  return canonical === 'increas' || canonical === 'decreas';
}

/** The qualifiers and rates of a clause, such as "average" and "a day", in one fixed order. */
export function qualifiersOf(clause: string): string {
  const qualifiers = words(clause).filter((word) => QUALIFIER_WORDS.has(word));
  const rates = RATES.filter(([, pattern]) => pattern.test(clause)).map(([unit]) => `per ${unit}`);
  return [...new Set([...qualifiers, ...rates])].sort().join(', ');
}

/** True when one text speaks of imports where the other speaks of exports, and the like. */
export function areRivals(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return RIVAL_SETS.some((rivals) => {
    const first = [...rivals].filter((word) => one.has(word));
    const second = [...rivals].filter((word) => other.has(word));
    return first.length > 0 && second.length > 0 && first.join() !== second.join();
  });
}

/** True when a sentence reports what it calls disputed, wrong or outdated. */
export function isDisowned(sentence: string): boolean {
  return DISOWNING.test(sentence);
}

/** True when a clause says that something is not so. */
export function isDenied(clause: string): boolean {
  return DENIED.test(clause.replace(/\bnot (?:only|just|merely)\b/gi, ' '));
}

/** True when what a text states cannot become another value later: "the bridge cost 64 million". */
export function isSettled(text: string): boolean {
  return SETTLED.test(text) && !CASUALTIES.test(text);
}

/** True when what a text states happens to its subject once. */
export function happensOnce(text: string): boolean {
  return ONCE.test(text) && !CASUALTIES.test(text) && !RECURRING.test(text);
}

/** True when a text counts victims, whose number is corrected from day to day. */
export function countsCasualties(text: string): boolean {
  return CASUALTIES.test(text);
}

/** True when a text dates something that may happen more than once. */
export function isRecurring(text: string): boolean {
  return RECURRING.test(text);
}

/** True when a text speaks of what is planned, expected or possible. */
export function isPlanned(text: string): boolean {
  return PLANNED.test(text);
}
