// Maintenance: compiles embeddings/thesaurus.bin; see embeddings/README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { compileThesaurus } from '../src/indexing/thesaurus-compiler.ts';

const [source = 'embeddings/thesaurus.txt', target = 'embeddings/thesaurus.bin'] = process.argv.slice(2);
const bytes = compileThesaurus(readFileSync(source, 'utf8'));
writeFileSync(target, bytes);
console.log(`${target}: ${bytes.length} bytes`);
