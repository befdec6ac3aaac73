import type { Citation, Conflict, Development } from '../core/answer.ts';
import type { Quote, SupportedSentence } from '../core/passage.ts';
import { overlaps } from '../core/span.ts';
import { type ComposedAnswer, composeAnswer, quotedSentences } from './compose-answer.ts';
import type { DisagreeingClaim, Disagreement } from './disagreements/disagreement-groups.ts';
import { findDisagreements } from './disagreements/disagreements.ts';
import type { GatheredEvidence } from './extractive/gather-evidence.ts';

/** An answer that says where its sources give other values than it does. */
export interface DisclosedAnswer extends ComposedAnswer {
  readonly conflicts: readonly Conflict[];
  readonly developments: readonly Development[];
}

/** Composes an answer and adds, as quotes of their own, the sentences that give other values for the same thing. */
export async function composeDisclosed(
  evidence: GatheredEvidence,
  sentences: readonly SupportedSentence[],
): Promise<DisclosedAnswer> {
  const { open, documents } = evidence;
  const quotes = sentences.flatMap((sentence) => sentence.quotes);
  const disagreements = findDisagreements(evidence, quotes);
  const added = await quotedSentences(uncited(disagreements, quotes), documents);
  const composed = await composeAnswer([...sentences, ...added], documents, open.manifest.documents);
  const proven = disagreements.flatMap((disagreement) => cite(disagreement, composed.citations));
  return {
    ...composed,
    conflicts: proven.flatMap(({ kind, subject, claims }) =>
      kind === 'conflict'
        ? [{ subject, claims: claims.map(({ value, marker }) => ({ value, marker })) }]
        : [],
    ),
    developments: proven.flatMap(({ kind, subject, claims }) =>
      kind === 'development' ? [{ subject, claims }] : [],
    ),
  };
}

/** The quotes of claims that the answer does not quote yet, each once. */
function uncited(disagreements: readonly Disagreement[], quotes: readonly Quote[]): Quote[] {
  const added: Quote[] = [];
  for (const { sentence, quote } of disagreements.flatMap(({ claims }) => claims)) {
    const known = [...quotes, ...added].some(
      (other) => other.file === quote.file && overlaps(other, sentence),
    );
    if (!known) added.push(quote);
  }
  return added;
}

/** The disagreement with the markers of its claims; empty when fewer than two of them could be cited. */
function cite({ kind, subject, claims }: Disagreement, citations: readonly Citation[]) {
  const cited = claims.flatMap(({ value, when, sentence }: DisagreeingClaim) => {
    const citation = citations.find((other) => other.file === sentence.file && overlaps(other, sentence));
    return citation ? [{ value, when, marker: citation.marker }] : [];
  });
  return cited.length >= 2 ? [{ kind, subject, claims: cited }] : [];
}
