import { describe, expect, it } from 'vitest';
import { endpointEmbedder } from '../../src/embedding/endpoint-embedder.ts';
import { startScript } from '../support/child-script.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Embeddings that give what a function makes of each text, and record how many texts each request held. */
function scripted(vectorOf: (text: string) => number[]) {
  const requests: number[] = [];
  return {
    requests,
    embedDocuments: async (texts: string[]) => {
      requests.push(texts.length);
      return texts.map(vectorOf);
    },
    embedQuery: async (text: string) => vectorOf(text),
  };
}

const factoryOf = (embeddings: ReturnType<typeof scripted>) =>
  endpointEmbedder({ id: 'test-endpoint', embeddings });
const numbered = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i + 1));

describe('endpointEmbedder', () => {
  it('scales every vector to unit length and keeps the order of many texts', async () => {
    const embeddings = scripted((text) => [Number(text), 1]);
    const { embedder, vectors } = await factoryOf(embeddings).embedCorpus(numbered(200));
    expect(embedder).toMatchObject({ id: 'test-endpoint', dimensions: 2 });
    for (let row = 0; row < 200; row++) {
      expect(vectors[row * 2]).toBeCloseTo((row + 1) / Math.hypot(row + 1, 1), 5);
      expect(Math.hypot(vectors[row * 2] ?? 0, vectors[row * 2 + 1] ?? 0)).toBeCloseTo(1, 5);
    }
    expect(embeddings.requests.reduce((sum, count) => sum + count)).toBe(200);
    expect(Math.max(...embeddings.requests)).toBeLessThan(200);
  });

  it('scales the vectors of questions as well, and leaves a zero vector as it is', async () => {
    const embedder = factoryOf(scripted((text) => (text === 'nothing' ? [0, 0] : [3, 4]))).restore(
      new Uint8Array(0),
      2,
    );
    expect(await embedder.embedQuery('text')).toEqual([0.6, 0.8]);
    expect(await embedder.embedDocuments(['text', 'nothing'])).toEqual([
      [0.6, 0.8],
      [0, 0],
    ]);
  });

  it('refuses a vector of another width and says how wide it is', async () => {
    const embeddings = scripted((text) => (text === '150' ? [1, 2, 3] : [1, 2]));
    await expect(factoryOf(embeddings).embedCorpus(numbered(200))).rejects.toMatchObject({
      code: 'endpoint',
      message: expect.stringMatching(/test-endpoint gave a vector of 3 dimensions where 2 were expected/),
    });
    const restored = factoryOf(embeddings).restore(new Uint8Array(0), 5);
    await expect(restored.embedQuery('1')).rejects.toMatchObject({
      code: 'endpoint',
      message: expect.stringMatching(/2 dimensions where 5 were expected.*summit ingest/),
    });
  });

  it('refuses a vector with a number that is not finite', async () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const embeddings = scripted((text) => [1, text === '7' ? value : 0]);
      await expect(factoryOf(embeddings).embedCorpus(numbered(10))).rejects.toMatchObject({
        code: 'endpoint',
        message: expect.stringContaining('not finite'),
      });
    }
  });

  it('embeds any number of kept texts anew when the model has changed', async () => {
    const script = await startScript(
      'embed-anew.ts',
      [await temporaryFolder(), '16000'],
      ['--stack-size=120'],
    );
    await script.ended;
    expect(script.output).toBe('16001\n');
  });

  it('tells how far it is', async () => {
    const progress: [number, number][] = [];
    await factoryOf(scripted(() => [1])).embedCorpus(numbered(200), {
      onProgress: (done, total) => progress.push([done, total]),
    });
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toEqual([200, 200]);
    expect(progress.map(([done]) => done)).toEqual(progress.map(([done]) => done).toSorted((a, b) => a - b));
  });

  it('sends nothing after it was cancelled', async () => {
    const embeddings = scripted(() => [1]);
    const controller = new AbortController();
    const work = factoryOf(embeddings).embedCorpus(numbered(1000), {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
    expect(embeddings.requests.length).toBeLessThan(5);
  });
});
