import type { Quote } from '../../core/passage.ts';
import type { CorpusDocument } from '../../corpus/document.ts';
import type { Stated } from '../../corpus/metadata.ts';
import type { GatheredEvidence } from '../extractive/gather-evidence.ts';
import { documentsMeant } from './meant-documents.ts';
import { type MetadataField, type MetadataQuestion, readMetadataQuestion } from './metadata-question.ts';

export type MetadataAnswer =
  | { readonly kind: 'stated'; readonly quotes: readonly Quote[] }
  /** No document that is meant states this, or none is the one that is meant; `text` says so. */
  | { readonly kind: 'unstated'; readonly text: string };

/** Of more documents than these none is answered for: the question has to say which. */
const MOST_MEANT = 5;
/** A longer line is quoted where it states the value. In UTF-16 code units. */
const LONGEST_LINE = 300;

const LINE_OF: Readonly<Record<MetadataField, string>> = {
  author: 'author line',
  date: 'full publication date',
  title: 'title',
  publisher: 'line that names the publisher',
};

/**
 * Answers a question about a document itself by the line in which that document states it: "Who wrote the article on X?"
 * Where several are meant alike, each answers. `cited` are the files that the answer before was taken from, which "that
 * article" means. Null when the question asks for something else, or for what may be no document of the collection.
 */
export async function metadataAnswer(
  evidence: GatheredEvidence,
  cited: readonly string[] = [],
): Promise<MetadataAnswer | null> {
  const asked = readMetadataQuestion(evidence.question.text);
  if (asked === null) return null;
  const meant = await documentsMeant(asked, evidence, cited);
  if (meant === null) return null;
  if (meant.length === 0 || meant.length > MOST_MEANT)
    return { kind: 'unstated', text: whichOne(asked, meant) };
  const quotes = meant.flatMap((document) => lineStating(document, asked.field) ?? []);
  if (quotes.length > 0) return { kind: 'stated', quotes };
  return { kind: 'unstated', text: `I found no ${LINE_OF[asked.field]} in ${listed(meant, 'or')}.` };
}

/** The line in which a document states something of itself; null where it does not. */
export function lineStating(document: CorpusDocument, field: MetadataField): Quote | null {
  const stated = statedIn(document, field);
  return stated && { file: document.file, ...lineOf(document.text, stated) };
}

function whichOne({ noun, kinds, about }: MetadataQuestion, meant: readonly CorpusDocument[]): string {
  if (meant.length > 0)
    return `${meant.length} documents fit this, among them ${listed(meant.slice(0, 3), 'and')}. Say which one you mean, by its title or what it is about.`;
  const called = `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
  let none = 'I cannot tell which document is meant';
  if (about.length > 0) none = `I found no document that would be the ${noun} on this`;
  else if (kinds.length > 0) none = `I found no document that is marked as ${called}`;
  return `${none}. Say which one you mean, by its title or what it is about.`;
}

function listed(documents: readonly CorpusDocument[], conjunction: 'and' | 'or'): string {
  const named = documents.map(({ file, metadata }) => `“${metadata.title}” (${file})`);
  return [named.slice(0, -1).join(', '), named.at(-1)].filter(Boolean).join(` ${conjunction} `);
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
