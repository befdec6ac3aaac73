import type { RemovalReason } from './draft-review.ts';

const OWN_SENTENCES = "these are the documents' own sentences.";

const WHY: Readonly<Record<RemovalReason, string>> = {
  'no-marker': ' (it cited no passage)',
  'unknown-marker': ' (it cited passages that do not exist)',
  'missing-fact': ' (its numbers, names or quotations are not in the passages it cited)',
  unsupported: ' (the passages it cited do not say it)',
  echo: ' (it repeated its instructions)',
  refusal: '',
};

/** Says that nothing of a draft is shown, and why. */
export function unsupportedNotice(
  model: string,
  reason: RemovalReason | null,
  interruption: string | null,
): string {
  const before = interruption === null ? '' : `${interruption} `;
  if (reason === 'refusal') return `${before}${model} refused to answer; ${OWN_SENTENCES}`;
  const why = reason === null ? '' : WHY[reason];
  return `${before}Nothing that ${model} wrote could be verified${why}; ${OWN_SENTENCES}`;
}

/** Says that the endpoint failed before anything could be shown. */
export function failureNotice(message: string): string {
  return `No generated answer: ${message} These are the documents' own sentences.`;
}

/** Says that a generated answer is not whole. */
export function interruptionNotice(interruption: string): string {
  return `The answer was cut off; what is shown was verified. ${interruption}`;
}
