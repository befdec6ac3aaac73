import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from '../../src/core/answer.ts';
import { percentile } from '../../src/evaluation/metrics.ts';

/*
 * How long a question takes on the shipped corpus: inside a batch (`ask - --json` over the golden questions), and as a
 * process of its own with the index present. Also checks every quote of the batch against its file.
 *
 *     npm run build && npx tsx tests/bench/ask-latency.ts
 */
const PROCESSES = 15;
const index = mkdtempSync(join(tmpdir(), 'summit-latency-'));
const summit = (args: readonly string[], input = ''): { stdout: string; elapsedMs: number } => {
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['dist/main.js', ...args, '--index', index],
    {
      input,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  if (status !== 0) throw new Error(stderr);
  return { stdout, elapsedMs: performance.now() - startedAt };
};

const questions = readFileSync('tests/evaluation/golden.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { question: string }).question);
const answers = summit(['ask', '-', '--json'], `${questions.join('\n')}\n`)
  .stdout.trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Answer);
const inOrder = answers.every(({ question }, i) => question === questions[i]);
const citations = answers.flatMap((answer) => answer.citations);
const verbatim = citations.filter(({ file, start, end, quote, startLine, endLine }) => {
  const text = readFileSync(join('corpus', file), 'utf8');
  const line = (offset: number): number => text.slice(0, offset).split('\n').length;
  return text.slice(start, end) === quote && line(start) === startLine && line(end - 1) === endLine;
});
const processes = Array.from(
  { length: PROCESSES },
  () => summit(['ask', 'What is the trade target for 2030?']).elapsedMs,
);
rmSync(index, { recursive: true });

const latencies = answers.map(({ elapsedMs }) => elapsedMs);
console.log(
  `${answers.length} answers for ${questions.length} questions, ${inOrder ? 'in order' : 'OUT OF ORDER'}`,
);
console.log(`${verbatim.length} of ${citations.length} quotes verbatim at their offsets and lines`);
console.log(
  `a question in a batch: median ${percentile(latencies, 0.5)} ms, 95 % ${percentile(latencies, 0.95)} ms`,
);
console.log(
  `summit ask as a process: median ${Math.round(percentile(processes, 0.5))} ms, slowest ${Math.round(Math.max(...processes))} ms`,
);
