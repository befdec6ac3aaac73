import { expect, it } from 'vitest';
import { analyseDocument } from '../../src/corpus/document.ts';
import { keyPhrases } from '../../src/corpus/key-phrases.ts';

it('takes no phrase from the address of a link', async () => {
  const text = 'See the [Leave Policy](https://intranet.example.org/people/rules.html) of Dock House.\n';
  const topics = (await keyPhrases([analyseDocument('a.md', '', text)])).map(({ topic }) => topic);
  expect(topics).toContain('Leave Policy');
  expect(topics.join(' ')).not.toMatch(/intranet|html|people/);
});
