import { stems } from '../../core/search-terms.ts';
import { words } from '../../core/words.ts';
import type { CorpusDocument } from '../../corpus/document.ts';
import { SENTENCE_END } from '../../corpus/sentence-end.ts';
import type { GatheredEvidence } from '../extractive/gather-evidence.ts';
import { MARKED_KINDS, type MetadataQuestion } from './metadata-question.ts';

/** A document is one that may be meant when it holds this share of what the question says of it. */
const LEAST_SHARE = 0.6;
/** What a word of the question counts in a document's body, where it counts 1 in the title and the lines below it. */
const BODY_WEIGHT = 0.35;
/** Documents whose scores, in [0, 1], differ by less are meant alike. */
const TIE = 0.05;
/** Documents that are read for one question. */
const MOST_READ = 48;
/** Lines, and UTF-16 code units of each, that may belong to a document's head. */
const HEAD_LINES = 5;
const LONGEST_HEAD_LINE = 160;
/** As often something that documents speak of as one of them; most of these hardly ever an article. */
const MOSTLY_SPOKEN_OF =
  /^(?:report|memo|minutes|letter|announcement|notice|newsletter|review|guide|manual|handbook|policy|changelog)$/;
const ALSO_SPOKEN_OF = /^(?:document|page|story)$/;

/**
 * The documents that a question about a document may mean, all alike: one when it tells, none when no document fits. `cited`
 * are the files that the answer before was taken from. Null when the question may as well be about a report, say, that the
 * documents speak of, or about a book whose title it quotes.
 */
export async function documentsMeant(
  asked: MetadataQuestion,
  evidence: GatheredEvidence,
  cited: readonly string[],
): Promise<readonly CorpusDocument[] | null> {
  const isElsewhere = asked.noun === '' || isSpokenOf(asked.noun, evidence);
  const meant = meantOf(asked, await documentsFor(asked, evidence, cited), cited, isElsewhere);
  return meant.length === 0 && isElsewhere ? null : meant;
}

/** Whether the passages found speak of "the final report", "a memo". */
function isSpokenOf(noun: string, { retrieved }: GatheredEvidence): boolean {
  if (!(MOSTLY_SPOKEN_OF.test(noun) || ALSO_SPOKEN_OF.test(noun))) return false;
  const spoken = new RegExp(
    String.raw`(?<!\p{L})(?:an?|the|this|that|its|his|her|their|our|\p{L}+['’]s) (?:[\p{L}\p{N}-]+ ){0,3}?${noun}(?!\p{L})`,
    'iu',
  );
  return retrieved.some(({ text }) => spoken.test(text));
}

/** The documents that a question may mean: those cited before, those found, and those whose titles share a word. */
async function documentsFor(
  { about, quoted }: MetadataQuestion,
  { open, documents, retrieved }: GatheredEvidence,
  cited: readonly string[],
): Promise<CorpusDocument[]> {
  const wanted = new Set([...about, ...stems(quoted ?? '')]);
  const records = open.manifest.documents;
  const shares = (title: string): boolean => stems(title).some((stem) => wanted.has(stem));
  const files = new Set([
    ...cited,
    ...records.filter(({ title }) => quoted !== null && isTitled(title, quoted)).map(({ file }) => file),
    ...retrieved.map(({ file }) => file),
    ...records.filter(({ title }) => shares(title)).map(({ file }) => file),
    ...records.map(({ file }) => file),
  ]);
  const read = await Promise.all([...files].slice(0, MOST_READ).map((file) => documents.read(file)));
  return read.filter((document) => document !== null);
}

/** The documents that a question means, as far as it tells: by the title, by what was cited, by kind and by subject. */
function meantOf(
  { about, kinds, noun, quoted }: MetadataQuestion,
  documents: readonly CorpusDocument[],
  cited: readonly string[],
  isElsewhere: boolean,
): readonly CorpusDocument[] {
  const titled = documents.filter(({ metadata }) => quoted !== null && isTitled(metadata.title, quoted));
  if (titled.length > 0 || noun === '') return titled;
  const ofKind = documents.filter((document) => kinds.some((kind) => headOf(document).kinds.has(kind)));
  const isOfKind = isElsewhere && MOSTLY_SPOKEN_OF.test(noun);
  if (isOfKind && ofKind.length === 0) return [];
  if (about.length > 0) {
    const best = bestOf(about, ofKind, documents);
    return best.length > 0 || isOfKind ? best : bestOf(about, documents, documents);
  }
  const before = documents.filter(({ file }) => cited.includes(file));
  if (before.length > 0) {
    const both = before.filter((document) => ofKind.includes(document));
    return both.length > 0 ? both : before;
  }
  if (ofKind.length > 0) return ofKind;
  return documents.length === 1 ? documents : [];
}

/** The documents that best hold what is asked about; a word of the title tells more than one of the body. */
function bestOf(
  about: readonly string[],
  among: readonly CorpusDocument[],
  all: readonly CorpusDocument[],
): CorpusDocument[] {
  const weights = about.map((stem) => {
    const holding = all.filter((document) => headOf(document).all.has(stem)).length;
    return Math.log(1 + all.length / Math.max(1, holding));
  });
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const scores = among.flatMap((document): { document: CorpusDocument; score: number }[] => {
    const { all: held, head } = headOf(document);
    if (about.filter((stem) => held.has(stem)).length < LEAST_SHARE * about.length) return [];
    const found = about.map((stem): number => (head.has(stem) ? 1 : held.has(stem) ? BODY_WEIGHT : 0));
    return [
      { document, score: found.reduce((sum, share, at) => sum + share * (weights[at] ?? 0), 0) / whole },
    ];
  });
  const best = Math.max(...scores.map(({ score }) => score));
  return scores.filter(({ score }) => score > best - TIE).map(({ document }) => document);
}

interface Head {
  /** Stems of the title, the lines around it and the file's name. */
  readonly head: ReadonlySet<string>;
  /** Stems of the whole document. */
  readonly all: ReadonlySet<string>;
  /** What kind of text the document or its file's name says it is: "INTERVIEW", "Minutes of …", `letter-2021.md`. */
  readonly kinds: ReadonlySet<string>;
}

const heads = new WeakMap<CorpusDocument, Head>();

function headOf(document: CorpusDocument): Head {
  const known = heads.get(document);
  if (known) return known;
  const { text, metadata } = document;
  const lines = text
    .split('\n', 4 * HEAD_LINES)
    .map((line) => line.replace(/[\s\uFEFF#*_]+/g, ' ').trim())
    .filter((line) => line !== '')
    .slice(0, HEAD_LINES)
    .filter((line) => line.length <= LONGEST_HEAD_LINE && !SENTENCE_END.test(line));
  const pieces = lines.flatMap((line) =>
    line.toLowerCase().split(/\s*[|/·•–—:,.;&]\s*|\s-\s|\s(?:and|by|of|on|to|for|with)\s/),
  );
  const name = document.file.replace(/\.[^./]*$/, '').replace(/[/_]/g, ' ');
  const head = {
    head: new Set(stems([metadata.title, ...lines, name].join(' '))),
    all: new Set(stems(`${metadata.title} ${name} ${text}`)),
    kinds: new Set(
      [...pieces.map((piece) => piece.replace(/^an? /, '')), ...words(name)].filter((piece) =>
        MARKED_KINDS.has(piece),
      ),
    ),
  };
  heads.set(document, head);
  return head;
}

/** Whether a title is the quoted one or holds it; a title that was cut short has to begin it. */
function isTitled(title: string, quoted: string): boolean {
  const [whole, part] = [words(title).join(' '), words(quoted).join(' ')];
  if (title.endsWith('…') && part.startsWith(whole)) return true;
  return whole === part || (part.includes(' ') && ` ${whole} `.includes(` ${part} `));
}
