import { describe, expect, it } from 'vitest';
import { gatherEvidence } from '../../../src/answering/extractive/gather-evidence.ts';
import { analyseQuestion } from '../../../src/answering/questions/question.ts';
import { ingest } from '../../../src/indexing/ingest.ts';
import { openIndex } from '../../../src/indexing/open-index.ts';
import { indexFixture } from '../../support/index-fixtures.ts';

const FILES = {
  'depot.txt':
    'The tram depot\n\nThe depot repaired 42 trams in April. The depot repaired 57 trams in November.\n',
  'town.txt': 'The town\n\nIn November, 12 shops closed. November brought 19 days of rain.\n',
};

/** For each part of a question the sentence that answers it best. */
async function bestOfParts(question: string): Promise<(string | undefined)[]> {
  const settings = await indexFixture(FILES);
  await ingest(settings);
  const index = await openIndex(settings);
  if (!index) throw new Error('there is no index');
  const { parts } = await gatherEvidence(index, analyseQuestion(question), 4);
  return parts.map((scored) => scored[0]?.sentence.text);
}

describe('the evidence for the parts of a question', () => {
  it('is looked for with the words that a later part leaves out', async () => {
    expect(
      await bestOfParts('How many trams did the depot repair in April, and how many in November?'),
    ).toEqual(['The depot repaired 42 trams in April.', 'The depot repaired 57 trams in November.']);
  });

  it('is that of the whole question where a part has no word of its own', async () => {
    const [, second] = await bestOfParts('Who closed the shops, and when was that?');
    expect(second).toBe('In November, 12 shops closed.');
  });
});
