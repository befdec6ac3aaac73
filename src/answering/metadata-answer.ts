import { stems } from '../core/search-terms.ts';
import type { CorpusDocument } from '../corpus/document.ts';
import type { Stated } from '../corpus/metadata.ts';
import type { GatheredEvidence } from './gather-evidence.ts';
import type { Quote } from './passage.ts';

/** What a question may ask about a document itself. */
export type MetadataField = 'author' | 'date' | 'title' | 'publisher';

export type MetadataAnswer =
  | { readonly kind: 'stated'; readonly quote: Quote }
  /** The document is known, and says nothing of this; `text` says so. */
  | { readonly kind: 'unstated'; readonly text: string };

/** Nouns for a document of the collection; a "report" or "book" is as often something that a document speaks of. */
const DOCUMENT =
  '(?:article|commentary|column|op-?ed|opinion piece|piece|essay|blog ?post|post|news (?:story|report|item)|write-?up|document|page)';
/** The document as what the question is about: "the article", "this short news report". */
const THE_DOCUMENT = String.raw`(?:the|this|that) (?:[\p{L}'’-]+ ){0,2}?${DOCUMENT}\b`;
const asks = (pattern: string): RegExp => new RegExp(pattern.replaceAll('DOC', THE_DOCUMENT), 'iu');
const FIELDS: readonly (readonly [MetadataField, RegExp])[] = [
  ['author', asks(String.raw`\bwho (?:wrote|authored|penned) DOC`)],
  ['author', asks(String.raw`\b(?:author|writer|byline) of DOC|\bby whom (?:was|is) DOC.* written\b`)],
  [
    'date',
    asks(
      String.raw`\b(?:when|on (?:what|which) (?:day|date)) (?:was|is|did) DOC.*\b(?:published|posted|written|released|dated|appear)\b`,
    ),
  ],
  ['date', asks(String.raw`\bdate of DOC|\bhow old is DOC`)],
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
    `who wrote authored penned written writer author byline when date day published posted released dated appeared old title
headline heading outlet website site newspaper paper source publisher agency magazine blog ran carried article articles
commentary column op-ed opinion piece essay post news story report item write-up document page`,
  ),
);
/** A document is the one that is meant when it holds this share of what the question says of it. */
const LEAST_SHARE = 0.6;
/** A longer line is quoted where it states the value. In UTF-16 code units. */
const LONGEST_LINE = 300;

const UNSTATED: Readonly<Record<MetadataField, string>> = {
  author: 'does not say who wrote it',
  date: 'does not state its date',
  title: 'has no title',
  publisher: 'does not say who published it',
};

/** The field of a document that a question asks for, or null when it asks for something else. */
export function metadataField(question: string): MetadataField | null {
  return FIELDS.find(([, pattern]) => pattern.test(question))?.[0] ?? null;
}

/**
 * Answers a question about a document itself by the line in which that document states it: "Who wrote the article on X?"
 * Null when the question asks for something else, or no document of the evidence is the one that it means.
 */
export async function metadataAnswer({
  question,
  passages,
  documents,
}: GatheredEvidence): Promise<MetadataAnswer | null> {
  const field = metadataField(question.text);
  if (field === null) return null;
  const about = [...question.stems].filter((stem) => !FRAME.has(stem));
  let meant: CorpusDocument | null = null;
  let most = LEAST_SHARE;
  for (const file of new Set(passages.map((passage) => passage.file))) {
    const document = await documents.read(file);
    if (!document) continue;
    const held = new Set(stems(`${document.metadata.title} ${document.text}`));
    const share = about.filter((stem) => held.has(stem)).length / Math.max(1, about.length);
    // Passages come best first, so that of equal documents the better one stays.
    if (share > most || (share === most && !meant)) [meant, most] = [document, share];
  }
  if (!meant || about.length === 0) return null;
  const stated = statedIn(meant, field);
  return stated
    ? { kind: 'stated', quote: { file: meant.file, ...lineOf(meant.text, stated) } }
    : { kind: 'unstated', text: `“${meant.metadata.title}” (${meant.file}) ${UNSTATED[field]}.` };
}

function statedIn({ metadata, text }: CorpusDocument, field: MetadataField): Omit<Stated, 'value'> | null {
  if (field !== 'title') return metadata[field];
  const title = metadata.title.replace(/…$/, '');
  const start = text.indexOf(title);
  return start === -1 || title === '' ? null : { start, end: start + title.length };
}

/** The line around a span, without white space at its ends; the span itself where the line is a long paragraph. */
function lineOf(text: string, { start, end }: Omit<Stated, 'value'>): { start: number; end: number } {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const line = text.slice(from, next === -1 ? text.length : next);
  if (line.length > LONGEST_LINE) return { start, end };
  const first = from + (line.length - line.trimStart().length);
  return { start: first, end: first + line.trim().length };
}
