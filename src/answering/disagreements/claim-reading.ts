import type { Span } from '../../core/span.ts';
import { type PeriodMention, readPeriods } from './claim-periods.ts';
import { segmentsOf, withoutAttribution } from './claim-segments.ts';
import { type ClaimValue, readValues } from './claim-values.ts';
import { isDisowned } from './claim-words.ts';

const READINGS_KEPT = 512;

/** What a sentence holds, whatever stands around it. */
export interface Reading {
  /** Plain, and without those who say it; offsets are those of the sentence. */
  readonly text: string;
  readonly documentDate: string | null;
  readonly values: readonly ClaimValue[];
  readonly periods: readonly PeriodMention[];
  readonly segments: readonly Span[];
}

const keptReadings = new Map<string, Reading>();

/** Recent readings are kept: questions about one matter meet the same sentences. */
export function readingOf(sentence: string, documentDate: string | null): Reading {
  const key = `${documentDate} ${sentence}`;
  const kept = keptReadings.get(key);
  if (kept) return kept;
  const reading = readSentence(sentence, documentDate);
  if (keptReadings.size >= READINGS_KEPT) keptReadings.delete(keptReadings.keys().next().value ?? '');
  keptReadings.set(key, reading);
  return reading;
}

function readSentence(sentence: string, documentDate: string | null): Reading {
  const text = withoutAttribution(sentence);
  const claimsNothing = /\?["']?\s*$|:\s*$|\brespectively\b/i.test(text) || isDisowned(sentence);
  const values = claimsNothing ? [] : readValues(text, sentence);
  return {
    ...{ text, documentDate, values },
    periods: readPeriods(text, values, documentDate),
    segments: segmentsOf(text, values),
  };
}
