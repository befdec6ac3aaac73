import { exactStore } from '../../src/indexing/exact-index.ts';
import { describeVectorStore } from './vector-index-contract.ts';

describeVectorStore('exact search', async () => exactStore());
