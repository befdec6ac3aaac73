import { createHash } from 'node:crypto';
import type { Span } from '../core/span.ts';
import { type Block, blocksOfLines } from './blocks.ts';
import { partition } from './furniture.ts';
import { type Line, splitLines } from './lines.ts';
import { lineRoles } from './markup.ts';
import { type Metadata, readMetadata } from './metadata.ts';
import { sentencesOfBlock } from './sentences.ts';

/** One file of the corpus, read and analysed. All offsets count in `text`, which is the file's text unchanged. */
export interface CorpusDocument {
  /** Path relative to the corpus folder, with forward slashes. */
  readonly file: string;
  /** Hexadecimal, of the file's bytes. */
  readonly sha256: string;
  readonly text: string;
  readonly metadata: Metadata;
  readonly blocks: readonly DocumentBlock[];
  readonly furniture: readonly Line[];
}

/** A block of the body with its sentences; web furniture is in no block. */
export interface DocumentBlock extends Block {
  readonly sentences: readonly Span[];
}

/** Analyses a document's text: body and furniture, blocks, sentences, metadata. */
export function analyseDocument(file: string, sha256: string, text: string): CorpusDocument {
  const { body, furniture } = partition(splitLines(text));
  const roles = lineRoles(body);
  const blocks = blocksOfLines(body, roles).map((block) => ({
    ...block,
    sentences: sentencesOfBlock(text, block),
  }));
  const metadata = readMetadata(text, body, roles, furniture);
  return { file, sha256, text, blocks, furniture, metadata: { ...metadata, title: metadata.title || file } };
}

/** The hexadecimal sha256 of bytes or of a text's UTF-8 form. */
export function sha256Of(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
