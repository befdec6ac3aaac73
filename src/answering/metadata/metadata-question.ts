import { stems } from '../../core/search-terms.ts';

/** What a question may ask about a document itself. */
export type MetadataField = 'author' | 'date' | 'title' | 'publisher';

/** A question about a document of the collection. */
export interface MetadataQuestion {
  readonly field: MetadataField;
  /** What the document is called: "article", "interview"; empty where only a title is quoted. */
  readonly noun: string;
  /** Words by which a document says that it is of this kind; empty for an "article", which any is. */
  readonly kinds: readonly string[];
  /** The title that the question quotes. */
  readonly quoted: string | null;
  /** Stems of what the question says of the document. */
  readonly about: readonly string[];
}

const OPINION = ['comment', 'commentary', 'opinion', 'column', 'editorial'];
/** What a document may be called, and how one of that kind is marked. */
const KINDS: ReadonlyMap<string, readonly string[]> = new Map([
  ...['commentary', 'column', 'op-?ed', 'opinion piece', 'editorial'].map(
    (noun): [string, readonly string[]] => [noun, OPINION],
  ),
  ['analysis', ['analysis']],
  ['interview', ['interview']],
  ['feature', ['feature', 'portrait', 'profile', 'reportage']],
  ['essay', ['essay']],
  ['memo', ['memo', 'memorandum']],
  ['minutes', ['minutes']],
  ['report', ['report']],
  ['letter', ['letter', 'letters']],
  ['announcement', ['announcement']],
  ['notice', ['notice']],
  ['newsletter', ['newsletter']],
  ['review', ['review']],
  ['guide', ['guide']],
  ['manual', ['manual']],
  ['handbook', ['handbook']],
  ['policy', ['policy']],
  ['changelog', ['changelog']],
]);
const GENERAL = 'article|piece|blog ?post|post|news (?:story|report|item)|story|write-?up|document|page';
/** Words by which a document, or the name of its file, may say of what kind it is. */
export const MARKED_KINDS: ReadonlySet<string> = new Set([...KINDS.values()].flat());

const NOUN = `${GENERAL}|${[...KINDS.keys()].join('|')}`;
const QUOTED = '["“„«][^"“”„«»]{3,200}["“”»]';
/** The document as what the question is about: "the article", "this short news report", a title in quotation marks. */
const THE_DOCUMENT = String.raw`(?:(?:the|this|that) (?:[\p{L}'’-]+ ){0,2}?(?:${NOUN})\b|${QUOTED})`;
const asks = (pattern: string): RegExp => new RegExp(pattern.replaceAll('DOC', THE_DOCUMENT), 'iu');
const FIELDS: readonly (readonly [MetadataField, RegExp])[] = [
  ['author', asks(String.raw`\bwho (?:wrote|authored|penned) DOC`)],
  ['author', /\bwho (?:conducted|led) (?:the|this|that) (?:[\p{L}'’-]+ ){0,2}?interview\b/iu],
  [
    'author',
    asks(
      String.raw`\b(?:author|writer|byline) of DOC|\bby whom (?:was|is) DOC.* written\b|DOC['’]s (?:author|writer|byline)\b`,
    ),
  ],
  ['author', asks(String.raw`\bwho (?:is|was) DOC(?: .*)? by\?*$`)],
  [
    'date',
    asks(
      String.raw`\b(?:when|on (?:what|which) (?:day|date)) (?:was|is|were|did) DOC.*\b(?:published|posted|written|released|dated|appear)\b`,
    ),
  ],
  ['date', asks(String.raw`\bwhen DOC (?:was|were) (?:first )?(?:published|posted|written|released)\b`)],
  ['date', asks(String.raw`\bdate of DOC|\bhow old is DOC|DOC['’]s (?:date|age)\b`)],
  ['title', asks(String.raw`\b(?:title|headline|heading) of DOC`)],
  [
    'publisher',
    asks(
      String.raw`\b(?:who|(?:which|what) (?:outlet|website|site|newspaper|paper|source|publisher|agency|magazine|blog)) (?:published|ran|carried|posted|released) DOC`,
    ),
  ],
  ['publisher', asks(String.raw`\b(?:publisher|source) of DOC`)],
];
/** Words that say what is asked of the document, not what it is about. */
const FRAME = new Set(
  stems(
    `who wrote authored penned conducted led written writer author byline when date day published posted released dated appeared
old title headline heading outlet website site newspaper paper source publisher agency magazine blog ran carried article articles
commentary column op-ed opinion editorial piece essay post news story report item write-up document page analysis interview feature
memo minutes letter announcement notice newsletter review guide manual handbook policy changelog tell know please say`,
  ),
);
const THE_NOUN = new RegExp(String.raw`\b(?:the|this|that) (?:[\p{L}'’-]+ ){0,2}?(${NOUN})\b`, 'iu');

/** The field of a document that a question asks for, or null when it asks for something else. */
export function metadataField(question: string): MetadataField | null {
  return FIELDS.find(([, pattern]) => pattern.test(question))?.[0] ?? null;
}

/** What a question asks of which document, or null when it asks for something else. */
export function readMetadataQuestion(question: string): MetadataQuestion | null {
  const field = metadataField(question);
  if (field === null) return null;
  const noun = THE_NOUN.exec(question)?.[1]?.toLowerCase() ?? '';
  const kinds = [...KINDS].find(([named]) => new RegExp(`^${named}$`, 'i').test(noun))?.[1] ?? [];
  const quoted = new RegExp(QUOTED).exec(question)?.[0].slice(1, -1) ?? null;
  const about = [...new Set(stems(question))].filter((stem) => !FRAME.has(stem));
  return { field, noun, kinds, quoted, about };
}
