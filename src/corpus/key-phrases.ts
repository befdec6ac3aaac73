import { breather } from '../core/breathe.ts';
import { throwIfCancelled } from '../core/errors.ts';
import { isStopWord, stem, wordsWithPlaces } from '../core/words.ts';
import type { CorpusDocument } from './document.ts';
import { withoutInlineMarks } from './markup.ts';

/** A key phrase as it is most often written, and the number of documents that use it. */
export interface KeyPhrase {
  readonly topic: string;
  readonly documents: number;
}

export interface KeyPhraseOptions {
  readonly limit?: number;
  readonly signal?: AbortSignal;
  /** Documents that were read. */
  readonly onProgress?: (done: number, total: number) => void;
}

interface Phrase {
  readonly written: string;
  readonly endsRun: boolean;
}

interface Candidate {
  /** Written form → occurrences. */
  readonly forms: Map<string, number>;
  readonly documents: Set<number>;
  occurrences: number;
  /** Occurrences at the end of a run, where a noun phrase has its noun. */
  endings: number;
}

const LONGEST_PHRASE = 6;
const MOST_PHRASES = 200;
/** Of a larger corpus, so many characters are read, in documents evenly spread. */
const MOST_CHARACTERS = 4_000_000;

/** Words that open or close candidates without naming anything. */
const WEAK = new Set(
  `also said says according new first last many several various including major key high long upcoming current recent
year years day days monday tuesday wednesday thursday friday saturday sunday time times part way latest news today
january february march april june july august september october november december number second third highlighted
two three four five six seven eight nine ten remains took stated added noted described praised expressed emphasized emphasised emphasising noting across another each others side`.split(
    /\s+/,
  ),
);

/**
 * The phrases a corpus is about, most characteristic first. Candidates are runs of content words inside a sentence, as
 * in RAKE (Rose et al. 2010). They are ranked by C-value (Frantzi et al. 2000): occurrences outside longer candidates,
 * times the logarithm of the length (here squared, since longer phrases say more) and of the number of documents.
 */
export async function keyPhrases(
  documents: readonly CorpusDocument[],
  { limit = MOST_PHRASES, signal, onProgress }: KeyPhraseOptions = {},
): Promise<KeyPhrase[]> {
  const candidates = new Map<string, Candidate>();
  const pause = breather();
  const read = evenlySpread(documents);
  for (const [position, document] of read.entries()) {
    throwIfCancelled(signal);
    const paused = pause();
    if (paused) {
      onProgress?.(position, read.length);
      await paused;
    }
    for (const block of document.blocks) {
      for (const sentence of block.sentences) {
        for (const phrase of phrasesOf(
          withoutInlineMarks(document.text.slice(sentence.start, sentence.end)),
        )) {
          note(candidates, phrase, position);
        }
      }
    }
  }
  const minimum = documents.length > 3 ? 2 : 1;
  const frequent = new Map([...candidates].filter(([, candidate]) => candidate.occurrences >= minimum));
  const nested = nestedOccurrences(frequent);
  return [...frequent]
    .map(([key, candidate]) => ({ key, candidate, alone: candidate.occurrences - (nested.get(key) ?? 0) }))
    .filter(
      ({ key, candidate, alone }) =>
        alone >= Math.max(minimum, candidate.occurrences * 0.4) && names(key, candidate),
    )
    .map(({ key, candidate, alone }) => ({ key, candidate, score: scoreOf(key, candidate, alone) }))
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => ({ topic: commonForm(candidate.forms), documents: candidate.documents.size }));
}

/** All documents, or as many as the limit holds, at equal distances. */
function evenlySpread(documents: readonly CorpusDocument[]): CorpusDocument[] {
  const characters = documents.reduce((sum, { text }) => sum + text.length, 0);
  const step = Math.max(1, characters / MOST_CHARACTERS);
  return documents.filter((_, position) => Math.ceil((position + 1) / step) > Math.ceil(position / step));
}

/** For each candidate, the most occurrences of any longer candidate that contains it. */
function nestedOccurrences(candidates: ReadonlyMap<string, Candidate>): Map<string, number> {
  const nested = new Map<string, number>();
  for (const [key, { occurrences }] of candidates) {
    const parts = key.split(' ');
    for (let from = 0; from < parts.length; from++) {
      for (let to = from + 1; to <= parts.length; to++) {
        const part = parts.slice(from, to).join(' ');
        if (part !== key) nested.set(part, Math.max(nested.get(part) ?? 0, occurrences));
      }
    }
  }
  return nested;
}

/** True for a phrase of several words, and for a single word that is written like a name or mostly ends its phrase. */
function names(key: string, candidate: Candidate): boolean {
  if (key.includes(' ')) return true;
  const capitalised = [...candidate.forms].reduce(
    (sum, [form, count]) => sum + (/^\p{Lu}/u.test(form) ? count : 0),
    0,
  );
  return capitalised > candidate.occurrences / 2 || candidate.endings > candidate.occurrences * 0.6;
}

/** Runs of content words: broken by function words, punctuation and numbers. */
function phrasesOf(sentence: string): Phrase[] {
  const phrases: Phrase[] = [];
  let run: { text: string; start: number; end: number }[] = [];
  const close = (): void => {
    for (let from = 0; from < run.length; from++) {
      for (let to = from; to < Math.min(run.length, from + LONGEST_PHRASE); to++) {
        const [first, last] = [run[from], run[to]];
        if (!first || !last || WEAK.has(first.text) || WEAK.has(last.text)) continue;
        if (/(?:ed|ly)$/.test(last.text)) continue;
        phrases.push({ written: sentence.slice(first.start, last.end), endsRun: to === run.length - 1 });
      }
    }
    run = [];
  };
  for (const word of wordsWithPlaces(sentence)) {
    const previous = run.at(-1);
    if (previous && !/^(?:\s+|[-–])$/u.test(sentence.slice(previous.end, word.start))) close();
    if (isStopWord(word.text) || /^\p{N}/u.test(word.text) || word.text.length < 2) close();
    else {
      run.push(word);
      // A possessive ends a noun phrase: "India’s | energy requirements".
      if (/['’‘]s$/.test(sentence.slice(word.start, word.end))) close();
    }
  }
  close();
  return phrases;
}

function note(candidates: Map<string, Candidate>, { written, endsRun }: Phrase, document: number): void {
  const form = written.replace(/\s+/g, ' ').replace(/['’‘]s$/, '');
  const key = wordsWithPlaces(form)
    .map((word) => stem(word.text))
    .join(' ');
  const candidate = candidates.get(key) ?? {
    forms: new Map<string, number>(),
    documents: new Set<number>(),
    occurrences: 0,
    endings: 0,
  };
  candidate.forms.set(form, (candidate.forms.get(form) ?? 0) + 1);
  candidate.documents.add(document);
  candidate.occurrences++;
  if (endsRun) candidate.endings++;
  candidates.set(key, candidate);
}

function scoreOf(key: string, { documents }: Candidate, alone: number): number {
  return alone * Math.log2(1 + key.split(' ').length) ** 2 * (1 + Math.log2(documents.size));
}

function commonForm(forms: ReadonlyMap<string, number>): string {
  return [...forms].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? '';
}
