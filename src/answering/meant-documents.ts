import { stems } from '../core/search-terms.ts';
import { words } from '../core/words.ts';
import type { CorpusDocument } from '../corpus/document.ts';
import { SENTENCE_END } from '../corpus/head-lines.ts';
import type { GatheredEvidence } from './gather-evidence.ts';
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
/**
 * The documents that a question about a document may mean, all alike: one when it tells. `cited` are the files that the
 * answer before was taken from. Empty when none fits.
 */
export async function documentsMeant(
  asked: MetadataQuestion,
  evidence: GatheredEvidence,
  cited: readonly string[],
): Promise<readonly CorpusDocument[]> {
  return meantOf(asked, await documentsFor(asked, evidence, cited), cited);
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
): readonly CorpusDocument[] {
  const titled = documents.filter(({ metadata }) => quoted !== null && isTitled(metadata.title, quoted));
  if (titled.length > 0 || noun === '') return titled;
  const ofKind = documents.filter((document) => kinds.some((kind) => headOf(document).kinds.has(kind)));
  // "The report" without more is one of the collection only where one calls itself so.
  if (ofKind.length === 0 && /^(?:report|memo|minutes)$/.test(noun)) return [];
  if (about.length > 0) {
    const best = bestOf(about, ofKind, documents);
    return best.length > 0 ? best : bestOf(about, documents, documents);
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
  /** Stems of the title and the lines around it. */
  readonly head: ReadonlySet<string>;
  /** Stems of the whole document. */
  readonly all: ReadonlySet<string>;
  /** What kind of text the document says it is: "INTERVIEW", "Analysis by …", "Minutes of …". */
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
  const head = {
    head: new Set(stems([metadata.title, ...lines].join(' '))),
    all: new Set(stems(`${metadata.title} ${text}`)),
    kinds: new Set(
      pieces.map((piece) => piece.replace(/^an? /, '')).filter((piece) => MARKED_KINDS.has(piece)),
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
