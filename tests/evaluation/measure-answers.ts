import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { answerability } from '../../src/answering/answerability.ts';
import { quotedSentences } from '../../src/answering/compose-answer.ts';
import { extractAnswer } from '../../src/answering/extractive-answer.ts';
import { gatherEvidence } from '../../src/answering/gather-evidence.ts';
import { analyseQuestion } from '../../src/answering/question.ts';
import { indexSettings } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { factRecall, mean } from '../../src/evaluation/metrics.ts';
import { type JudgedQuestion, readQuestions } from '../../src/evaluation/question-file.ts';
import { ingest } from '../../src/indexing/ingest.ts';
import { openIndex } from '../../src/indexing/open-index.ts';

const { values } = parseArgs({ options: { data: { type: 'string' }, index: { type: 'string' }, show: { type: 'boolean' }, test: { type: 'boolean' } } });
const OFFLINE = { SUMMIT_EMBEDDINGS: 'builtin', SUMMIT_STORE: 'hnswlib' };

for (const [name, corpus, queries] of [
  ['golden', undefined, 'tests/evaluation/golden.jsonl'],
  ...(values.data ? [['squad2', join(values.data, 'corpus'), join(values.data, 'queries.jsonl')]] : []),
] as [string, string | undefined, string][]) {
  const folder = values.index ? join(values.index, name) : await mkdtemp(join(tmpdir(), 'summit-measure-'));
  const settings = await indexSettings(loadConfig({ index: folder, ...(corpus ? { corpus } : {}) }, OFFLINE), silentLogger);
  let index = await openIndex(settings).catch(() => null);
  if (!index) { await ingest(settings); index = await openIndex(settings); }
  if (!index) throw new Error('x');
  const questions = (await readQuestions(queries)).filter((q) => (q.split !== 'test' || values.test) && q.answerable && q.facts.length > 0);
  const rows: Record<string, {f:number,a:number,af:number,l:number,ab:number}[]> = {};
  let ms = 0;
  for (const [i, judged] of questions.entries()) {
    const question = analyseQuestion(judged.question);
    const started = performance.now();
    const evidence = await gatherEvidence(index, question, 8);
    const open = extractAnswer(question, evidence.scored, Infinity, evidence.parts);
    const given = extractAnswer(question, evidence.scored, answerability(evidence.features), evidence.parts);
    ms += performance.now() - started;
    const sents = open.kind === 'answered' ? (await quotedSentences(open.quotes, evidence.documents)).map((s) => s.text) : [];
    const text = sents.join(' ');
    const best = evidence.scored[0];
    const f = best ? +(factRecall(best.sentence.text, judged.facts) === 1) : 0;
    const a = +(factRecall(text, judged.facts) === 1);
    const part = judged.split || (i % 2 ? 'odd' : 'even');
    if (judged.type === 'conflict') {}
    for (const key of [part, ...(judged.split ? [`${part} ${judged.type}`] : [])])
      (rows[key] ??= []).push({ f, a, af: given.kind === 'answered' ? a : 0, l: text.length, ab: +(given.kind === 'abstained') });
    if (values.show && judged.split === 'fit' && !a) {
      console.log(`\n--- ${judged.id} ${judged.type} ${judged.question}\n    want ${JSON.stringify(judged.facts.map(f=>f[0]))}`);
      for (const [r, s] of evidence.scored.slice(0, 40).entries()) {
        const hit = judged.facts.filter((f) => factRecall(s.sentence.text, [f]) === 1).map(f=>f[0]);
        if (r < 4 || hit.length) console.log(`  ${r} ${s.score.toFixed(2)} ${s.sentence.file.slice(0,3)} ${text.includes(s.sentence.text) ? '*' : ' '} ${hit.length ? 'HIT '+hit.join('|') : ''} ${s.sentence.text.slice(0, 150)}`);
      }
    }
  }
  for (const [key, r] of Object.entries(rows)) console.log(name.padEnd(7), key.padEnd(18), String(r.length).padStart(4), 'first', (100*mean(r.map(x=>x.f))).toFixed(1), 'all', (100*mean(r.map(x=>x.a))).toFixed(1), 'with abst', (100*mean(r.map(x=>x.af))).toFixed(1), 'abstained', (100*mean(r.map(x=>x.ab))).toFixed(1), 'len', mean(r.filter(x=>x.l).map(x=>x.l)).toFixed(0));
  console.log('ms per question', (ms / questions.length).toFixed(1));
  if (!values.index) await rm(folder, { recursive: true });
}
