import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf, SummitError } from '../core/errors.ts';
import { type Logger, silentLogger } from '../core/logger.ts';
import { problemSentences } from '../corpus/corpus-reader.ts';
import { readableCurrent } from './generations.ts';
import type { IndexSettings, IngestOptions, IngestReport } from './ingest.ts';
import { isOutdatedIndex, type OpenIndex, OtherEmbedderError, openIndex } from './open-index.ts';
import { corpusChanges, isUnchanged } from './staleness.ts';

/** Builds an index, as `ingest` does. */
export type Rebuild = (settings: IndexSettings, options: IngestOptions) => Promise<IngestReport>;

/** Loads what builds an index when one has to be built: most questions find theirs. */
const ingest: Rebuild = async (settings, options) => (await import('./ingest.ts')).ingest(settings, options);

export interface LiveIndexOptions extends Pick<IngestOptions, 'onProgress' | 'signal'> {
  readonly logger?: Logger;
  /** The corpus is compared with the index at most this often, in milliseconds. */
  readonly checkEveryMs?: number;
  /** Replaces the index while questions are answered; in this thread where nothing else is said. */
  readonly rebuild?: Rebuild;
  /** How long after an update has begun questions wait for it; later ones the old index answers at once. In milliseconds. */
  readonly patienceMs?: number;
}

export const LIVE_INDEX_DEFAULTS = { checkEveryMs: 2_000, patienceMs: 5_000 } as const;

/** An index that follows its corpus: built when missing, rebuilt when damaged or outdated, reopened when replaced. */
export interface LiveIndex {
  /** The index to answer from now. */
  current(): Promise<OpenIndex>;
  /** True while a changed corpus is being indexed and `current` still gives the old state. */
  readonly updating: boolean;
  close(): Promise<void>;
}

/**
 * Opens the index of a corpus and builds it first if need be. A folder that cannot be written is replaced by a
 * temporary one, with a warning, so that questions are answered all the same.
 * @throws SummitError as `ingest` and `openIndex` do.
 */
export async function openLiveIndex(
  given: IndexSettings,
  options: LiveIndexOptions = {},
): Promise<LiveIndex> {
  const {
    logger = silentLogger,
    checkEveryMs = LIVE_INDEX_DEFAULTS.checkEveryMs,
    patienceMs = LIVE_INDEX_DEFAULTS.patienceMs,
    rebuild = ingest,
    signal,
    onProgress,
  } = options;
  const closing = new AbortController();
  const ingestOptions: IngestOptions = {
    signal: signal ? AbortSignal.any([signal, closing.signal]) : closing.signal,
    ...(onProgress ? { onProgress } : {}),
    onWait: (message) => logger.warn(message),
  };
  let settings = given;
  let temporaryFolder: string | null = null;
  let index: OpenIndex;
  let content: string | null;
  let checkedAt = performance.now();
  let update: Promise<void> | null = null;

  const warnOf = ({ problems }: IngestReport): void => {
    for (const sentence of problemSentences(problems)) logger.warn(`Not indexed: ${sentence}`);
  };

  /** Builds in a temporary folder, which is used from then on; `problem` is why the given one could not be written. */
  const buildElsewhere = async (run: Rebuild, problem: SummitError): Promise<void> => {
    const folder = await mkdtemp(join(tmpdir(), 'summit-index-')).catch(() => {
      throw problem;
    });
    try {
      warnOf(await run({ ...settings, indexFolder: folder }, ingestOptions));
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw isIndexProblem(error) ? problem : error;
    }
    temporaryFolder = folder;
    settings = { ...settings, indexFolder: folder };
    logger.warn(`${problem.message} Until then the index is kept in a temporary folder.`);
  };

  const build = async (run: Rebuild): Promise<OpenIndex> => {
    try {
      // Another process may do the work while this one waits for the lock.
      const replaces = await readableCurrent(settings.indexFolder);
      const report = await run(settings, { ...ingestOptions, replaces });
      warnOf(report);
    } catch (error) {
      if (!isIndexProblem(error) || temporaryFolder) throw error;
      await buildElsewhere(run, error);
    }
    const built = await openIndex(settings);
    if (!built)
      throw new SummitError(
        'index',
        `The index in ${settings.indexFolder} vanished while it was being opened. Run \`summit ingest\`.`,
      );
    return built;
  };

  const openOrBuild = async (): Promise<OpenIndex> => {
    let opened: OpenIndex | null = null;
    try {
      opened = await openIndex(settings);
      if (opened && isUnchanged(await corpusChanges(settings.corpusFolder, opened.manifest))) return opened;
    } catch (error) {
      if (!isIndexProblem(error) || error instanceof OtherEmbedderError) throw error;
      logger.warn(`${withoutStep(error)} Rebuilding it.`);
    }
    if (!opened) return build(ingest);
    logger.info('The corpus has changed; updating the index.');
    try {
      const built = await build(ingest);
      await opened.close();
      return built;
    } catch (error) {
      // What has not changed still answers; changed files are recognised by their checksums and left out.
      if (!(error instanceof SummitError) || !['endpoint', 'locked', 'index'].includes(error.code))
        throw error;
      logger.warn(`${error.message} Until then the last index answers, without the files that have changed.`);
      return opened;
    }
  };

  const adopt = async (next: OpenIndex): Promise<void> => {
    const old = index;
    index = next;
    content = await readableCurrent(settings.indexFolder);
    await old.close();
  };

  /**
   * Adopts what others published; false when it is damaged. What is whole and was made for other settings, or by another
   * version, is left alone as long as the corpus is what it was: two processes would replace each other's without end.
   */
  const follow = async (): Promise<boolean> => {
    const published = await readableCurrent(settings.indexFolder);
    if (published === content) return true;
    try {
      const replaced = await openIndex(settings);
      if (replaced) await adopt(replaced);
      return true;
    } catch (error) {
      if (!isIndexProblem(error) || error instanceof OtherEmbedderError) throw error;
      const isOutdated = isOutdatedIndex(error);
      if (isOutdated) content = published;
      const next = isOutdated ? 'The last one stays in use until the documents change.' : 'Rebuilding it.';
      logger.warn(`${withoutStep(error)} ${next}`);
      return isOutdated;
    }
  };

  /** Follows what others published, and indexes what changed in the corpus. */
  const refresh = async (): Promise<void> => {
    const isWhole = await follow();
    if (!isWhole || !isUnchanged(await corpusChanges(settings.corpusFolder, index.manifest)))
      await adopt(await build(rebuild));
  };

  const removeTemporaryFolder = async (): Promise<void> => {
    if (temporaryFolder) await rm(temporaryFolder, { recursive: true, force: true });
  };

  try {
    index = await openOrBuild();
  } catch (error) {
    await removeTemporaryFolder();
    throw error;
  }
  content = await readableCurrent(settings.indexFolder);
  return {
    get updating() {
      return update !== null;
    },
    async current() {
      const now = performance.now();
      if (!update && now - checkedAt >= checkEveryMs) {
        checkedAt = now;
        update = refresh()
          .catch((error: unknown) => {
            if (closing.signal.aborted) return;
            logger.error(`The index could not be updated; the last one stays in use. ${messageOf(error)}`);
          })
          .finally(() => {
            update = null;
          });
      }
      if (update) await settledWithin(update, checkedAt + patienceMs - now);
      return index;
    },
    async close() {
      // Whatever is being built now is not needed any more; the last generation stays.
      closing.abort();
      await update;
      await index.close();
      await removeTemporaryFolder();
    },
  };
}

function isIndexProblem(error: unknown): error is SummitError {
  return error instanceof SummitError && error.code === 'index';
}

/** What is wrong with an index, without the advice to do what is about to be done. */
function withoutStep({ message }: SummitError): string {
  return message.replace(/ Run `summit ingest` to rebuild it\.$/, '');
}

async function settledWithin(work: Promise<void>, milliseconds: number): Promise<void> {
  if (milliseconds <= 0) return;
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
