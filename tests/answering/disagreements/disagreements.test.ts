import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openAssistant } from '../../../src/compose.ts';
import { loadConfig } from '../../../src/config.ts';
import type { Answer } from '../../../src/core/answer.ts';
import { silentLogger } from '../../../src/core/logger.ts';
import { expectProven } from '../../support/citations.ts';
import { ARTICLES } from '../../support/index-fixtures.ts';
import { temporaryFolder, writeFiles } from '../../support/temporary-folder.ts';
import { CONTRADICTIONS, DEVELOPMENTS, type DisagreementCase, NEAR_MISSES } from './disagreement-cases.ts';

/** Other matters, so that the words of a case are rare in its corpus. */
const OTHER_MATTERS: Readonly<Record<string, string>> = {
  'other/ferry.txt': ARTICLES['ferry.txt'] ?? '',
  'other/tea.md': ARTICLES['tea/prices.md'] ?? '',
  'other/owls.txt': 'Owls\n\nOwls hunt by night. They eat mice, and hear better than they see.\n',
  'other/bread.txt': 'Bread\n\nRye bread keeps for a week. Bakers add sour dough and a little salt.\n',
  'other/chess.txt': 'Chess\n\nThe opening decides little. A strong player studies endings first.\n',
  'other/rain.txt': 'Rain\n\nIt rained on the coast all week. Farmers were glad, and the wells are full.\n',
};

/** Asks over a corpus of the case's documents, and checks every quote of the answer against its file. */
async function ask({ documents, question }: DisagreementCase, k?: number): Promise<Answer> {
  const files = documents.map(({ title, date, text }, index): [string, string] => [
    `${'abc'[index]}.txt`,
    `${title}\n\n${date ? `Date: ${date}\n\n` : ''}${text}\n`,
  ]);
  const folder = await temporaryFolder();
  const corpus = join(folder, 'corpus');
  await writeFiles(corpus, { ...OTHER_MATTERS, ...Object.fromEntries(files) });
  const config = loadConfig({ corpus, index: join(folder, 'index') }, { SUMMIT_MODE: 'extractive' });
  const assistant = await openAssistant(config, { logger: silentLogger });
  onTestFinished(() => assistant.close());
  const answer = await assistant.ask(question, k === undefined ? {} : { k });
  expect(answer.kind).toBe('answered');
  expectProven(answer, corpus);
  return answer;
}

it('the date of a document counts even when its passage is not among those that are shown', async () => {
  const documents = [
    { title: 'Bridge in use', date: '2020-01-05', text: 'The old bridge carries 12,000 vehicles a day.' },
    {
      title: 'Bridge in heavy use',
      date: '2024-03-09',
      text: 'The old bridge carries 18,000 vehicles a day.',
    },
  ];
  const question = 'How many vehicles does the old bridge carry a day?';
  const answer = await ask({ name: 'bridge', documents, question }, 1);
  expect(answer.conflicts).toEqual([]);
  expect(answer.developments).toHaveLength(1);
});

/** One case a line: what the documents do, a question and the documents. */
const FURTHER = readFileSync(join(import.meta.dirname, 'disagreement-cases.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Omit<DisagreementCase, 'name'> & { readonly expect: string })
  .map((given) => ({ ...given, name: given.documents.map(({ text }) => text).join(' / ') }));

describe('a contradiction is shown with both sentences', () => {
  it.each(CONTRADICTIONS)('$name', async (given) => {
    const answer = await ask(given);
    const { conflicts, citations } = answer;
    expect(conflicts.map(({ claims }) => claims.map(({ value }) => value).sort())).toEqual([
      [...given.values].sort(),
    ]);
    for (const { value, marker } of conflicts[0]?.claims ?? [])
      expect(citations[marker - 1]?.quote).toContain(value);
    expect(answer.developments).toEqual([]);
  });
});

describe('no contradiction is seen in', () => {
  it.each(NEAR_MISSES)('$name', async (given) => {
    const { conflicts, developments } = await ask(given);
    expect(conflicts).toEqual([]);
    expect(developments).toEqual([]);
  });
});

describe('values of different times are a development', () => {
  it.each(DEVELOPMENTS)('$name', async (given) => {
    const { conflicts, developments } = await ask(given);
    expect(conflicts).toEqual([]);
    expect(developments.map(({ claims }) => claims.map(({ value, when }) => [value, when]))).toEqual([
      given.claims,
    ]);
  });
});

describe('documents of other fields', () => {
  it.each(FURTHER)('$expect: $name', async (given) => {
    const { conflicts, developments } = await ask(given);
    expect({ conflicts: conflicts.length, developments: developments.length }).toEqual({
      conflicts: given.expect === 'conflict' ? 1 : 0,
      developments: given.expect === 'development' ? 1 : 0,
    });
  });
});
