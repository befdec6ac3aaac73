import { type Config, Secret } from './config.ts';
import type { SummitErrorCode } from './core/errors.ts';
import type { IngestPhase, IngestReport } from './indexing/ingest.ts';

/** A configuration as it can be sent to a thread of this process: secrets are plain text there. */
export interface PlainConfig extends Omit<Config, 'discord' | 'openai'> {
  readonly openai: { readonly apiKey: string | null; readonly baseUrl: string | null };
}

export interface WorkerTask {
  readonly config: PlainConfig;
  readonly indexFolder: string;
  /** As in the options of `ingest`. */
  readonly replaces?: string | null;
}

export type ToWorker = 'cancel';

export type FromWorker =
  | { readonly kind: 'progress'; readonly phase: IngestPhase; readonly done: number; readonly total: number }
  | { readonly kind: 'warning'; readonly message: string }
  | { readonly kind: 'done'; readonly report: IngestReport }
  /** `code` is null for what is no SummitError. */
  | { readonly kind: 'failed'; readonly message: string; readonly code: SummitErrorCode | null };

export function plainConfig({ discord: _, openai, ...rest }: Config): PlainConfig {
  return { ...rest, openai: { apiKey: openai.apiKey?.reveal() ?? null, baseUrl: openai.baseUrl } };
}

/** The configuration again, without what only the bot needs. */
export function reviveConfig({ openai, ...rest }: PlainConfig): Config {
  const apiKey = openai.apiKey === null ? null : new Secret(openai.apiKey);
  return { ...rest, openai: { apiKey, baseUrl: openai.baseUrl }, discord: { token: null, apiUrl: null } };
}
