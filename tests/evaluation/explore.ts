import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatherEvidence } from '../../src/answering/gather-evidence.ts';
import { analyseQuestion } from '../../src/answering/question.ts';
import { wordWeights } from '../../src/answering/score-sentences.ts';
import { sentenceFeatures } from '../../src/answering/sentence-features.ts';
import { indexSettings } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { factRecall } from '../../src/evaluation/metrics.ts';
import { readQuestions } from '../../src/evaluation/question-file.ts';
import { openIndex } from '../../src/indexing/open-index.ts';
import { hybridSearch } from '../../src/retrieval/hybrid-search.ts';
const data = '/work/shared/evaluation/squad2';
const K = Number(process.argv[2] ?? 8);
const out: unknown[] = [];
let names: string[] = [];
for (const [name, corpus, queries] of [['golden', 'corpus', 'tests/evaluation/golden.jsonl'], ['squad2', join(data, 'corpus'), join(data, 'queries.jsonl')]] as const) {
  const settings = await indexSettings(loadConfig({ index: `/tmp/answers-idx/${name}`, corpus }, { SUMMIT_EMBEDDINGS: 'builtin', SUMMIT_STORE: 'hnswlib' }), silentLogger);
  const index = (await openIndex(settings))!;
  let ms = 0, n = 0, g = 0;
  for (const q of await readQuestions(queries)) {
    if (!q.answerable || !q.facts.length) continue;
    const question = analyseQuestion(q.question);
    const t0 = performance.now();
    const e = await gatherEvidence(index, question, K);
    g += performance.now() - t0;
    const { groups } = await hybridSearch(index, question.text, K);
    const weights = wordWeights(question, groups, index.postings);
    const candidates = e.scored.map((s) => s.sentence);
    const t = performance.now();
    const rows = sentenceFeatures({ question, weights, candidates, passageScores: e.passages.map(p => p.score), related: index.related, coverages: e.scored.map(s => s.coverage) });
    ms += performance.now() - t; n++;
    if (rows[0]) names = Object.keys(rows[0]);
    out.push({ set: name, id: q.id, type: q.type, split: q.split, q: q.question, kind: question.kind, doc: q.files[0], facts: q.facts,
      cands: candidates.map((c, i) => ({ file: c.file, start: c.start, end: c.end, rank: c.passageRank, text: c.text, prev: c.previous, old: e.scored[i]!.score, f: Object.values(rows[i]!).map(x => +x.toFixed(4)), hits: q.facts.map((f) => factRecall(c.text, [f])) })) });
  }
  console.log(name, n, 'gather', (g / n).toFixed(2), 'features', (ms / n).toFixed(2), 'ms');
}
writeFileSync('/tmp/answers-idx/dump' + K + '.json', JSON.stringify({ names, out }));
