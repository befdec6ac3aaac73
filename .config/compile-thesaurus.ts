// Maintenance: compiles embeddings/thesaurus.bin; see embeddings/README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { openWordVectors, rarityIn } from '../src/embedding/word-vectors.ts';
import { compileThesaurus } from '../src/indexing/thesaurus-compiler.ts';

const [source = 'embeddings/thesaurus.txt', target = 'embeddings/thesaurus.bin'] = process.argv.slice(2);
const rarity = rarityIn(openWordVectors('embeddings/word-vectors.bin'));
const bytes = compileThesaurus(readFileSync(source, 'utf8'), rarity);
writeFileSync(target, bytes);
console.log(`${target}: ${bytes.length} bytes`);
