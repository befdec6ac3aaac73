import { oneOf } from './one-of.ts';

/** A follow-up about the last answer: it is answered from the places that were cited, and changes nothing of what is spoken of. */
export type AboutAnswer =
  /** "Who said that?"; `orAuthor` where whoever wrote the document answers as well: "who reported that?" */
  | { readonly kind: 'speaker'; readonly orAuthor: boolean }
  /** "Which file is that from?" */
  | { readonly kind: 'source' }
  /** "When was that published?": `asked` is the same of "that article". */
  | { readonly kind: 'document'; readonly asked: string }
  /** "Tell me more." */
  | { readonly kind: 'more' };

const SPEAKER = oneOf([
  '(?:that )?says who|who said|according to whom?|by whom was (?:that|this|it) (?:said|claimed|announced)',
  'who (?:else )?(?:actually |exactly )?(?:said|says|claimed|claims|told you|thinks|believes|expects|fears|hopes) (?:that|this|it|so)(?: exactly)?',
  'who (?:else )?(?:actually |exactly )?(?:told|announced|stated|declared|argued|suggested|mentioned|noted|added|remarked|stressed|explained|acknowledged|confirmed|admitted|warned|predicted) (?:that|this)',
  'whose words (?:are|were) (?:that|these|those|they)|who is (?:being )?quoted(?: here| there)?',
]);
/** Whoever wrote the document is an answer as well. */
const REPORTER = oneOf([
  'who (?:else )?(?:actually |exactly )?(?:reported|reports|wrote|writes) (?:that|this)|by whom was (?:that|this) (?:reported|written)',
  'who (?:is|was) (?:that|this) (?:written|reported) by',
]);
const DOCUMENT = '(?:file|document|source|article|page|text|report|passage|line|site|paper)';
const SOURCE = oneOf([
  `(?:from |in )?(?:what|which) ${DOCUMENT}(?: exactly)?`,
  `(?:what|which) ${DOCUMENT} (?:is|was) (?:that|this|it) (?:(?:taken )?from|in)`,
  `(?:in|from) (?:what|which) ${DOCUMENT} (?:is|was|does|did) (?:that|this|it)(?: (?:come|stand|taken|said|written|stated))?`,
  `(?:what|which) ${DOCUMENT} (?:does|did) (?:that|this|it) (?:come from|stand in)`,
  `(?:what|which) ${DOCUMENT} (?:says|said|states|stated|mentions|mentioned|claims|reports) (?:that|this|it|so)`,
  'where (?:does|did) (?:(?:that|this) (?:come from|stand)|it say (?:that|this|so))',
  'where (?:do|did) you (?:get|find|read|have|see|take) (?:that|this|it)(?: from)?|how do you know(?: that| this)?',
  'where is (?:(?:that|this) from|(?:that|this|it) (?:written|stated|said|mentioned))',
  `(?:(?:what(?: is| are|['’]s)|show(?: me)?|give me) )?(?:the|your|its) (?:sources?|citations?|references?|quotes?)(?: (?:for|of|please)(?: (?:that|this|it))?)?`,
  '(?:sources?|citations?|references?|proof|quotes?)(?: please)?',
]);
const OF_DOCUMENT =
  /^(?:when was (?:that|this) (?:published|posted|written)|who (?:published|posted) (?:that|this))$/i;
const MORE = oneOf(
  [
    '(?:tell|give|show) me (?:some |a bit |a little )?more(?: details?| information)?',
    'more(?: details?| information)?|say more|(?:go|read) on|continue|(?:tell me )?more about (?:that|this|it)',
    'elaborate(?: on (?:that|this|it))?|explain (?:that|this|it)(?: further| more)?',
    '(?:what|who|where|anything|anybody|anyone|something) (?:else|more)',
  ].map((pattern) => `(?:(?:can|could|would|will) you )?(?:please )?(?:${pattern})(?: please)?`),
);
/** Reads a follow-up, without what connects it ("and …", "what about …"), as one about the last answer. */
export function readAboutAnswer(text: string): AboutAnswer | null {
  if (SPEAKER.test(text)) return { kind: 'speaker', orAuthor: false };
  if (REPORTER.test(text)) return { kind: 'speaker', orAuthor: true };
  if (SOURCE.test(text)) return { kind: 'source' };
  if (OF_DOCUMENT.test(text))
    return { kind: 'document', asked: text.replace(/\b(?:that|this)\b/i, 'that article') };
  return null;
}

/** The same for "tell me more": "what about more?" is none. */
export function readRequestForMore(text: string): AboutAnswer | null {
  return MORE.test(text) ? { kind: 'more' } : null;
}

const ABOUT_ANSWER: ReadonlySet<string> = new Set<AboutAnswer['kind']>([
  'speaker',
  'source',
  'document',
  'more',
]);

export function isAboutAnswer(followUp: { readonly kind: string }): followUp is AboutAnswer {
  return ABOUT_ANSWER.has(followUp.kind);
}
