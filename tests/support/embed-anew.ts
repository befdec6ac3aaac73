import { endpointEmbedder } from '../../src/embedding/endpoint-embedder.ts';

/*
 * Embeds so many texts, then the same and one more with a model of another width, and prints how many have its vector.
 * Start it with a small stack: then a few thousand texts show what a large stack shows with a hundred thousand.
 */
const [cacheFolder = '', count = ''] = process.argv.slice(2);
const texts = Array.from({ length: Number(count) }, (_, i) => String(i));

const embed = (vector: number[], given: readonly string[]) =>
  endpointEmbedder({
    id: 'test-endpoint',
    embeddings: {
      embedDocuments: async (batch) => batch.map(() => vector),
      embedQuery: async () => vector,
    },
    cacheFolder,
    limits: { texts: 10_000, characters: 1_000_000 },
  }).embedCorpus(given);

await embed([1], texts);
// One text is new, so that the model is asked and its other width is seen.
const { vectors } = await embed([0, 1], [...texts, 'new']);
console.log(vectors.filter((value, at) => at % 2 === 1 && value === 1).length);
