import type { Logger } from '../../src/core/logger.ts';

export interface RecordingLogger extends Logger {
  /** "level: message", in order. */
  readonly lines: readonly string[];
  /** The messages of one level. */
  of(level: 'debug' | 'info' | 'warn' | 'error'): string[];
}

export function recordingLogger(): RecordingLogger {
  const lines: string[] = [];
  const record = (level: string) => (message: string) => {
    lines.push(`${level}: ${message}`);
  };
  return {
    lines,
    of: (level) =>
      lines.filter((line) => line.startsWith(`${level}: `)).map((line) => line.slice(level.length + 2)),
    debug: record('debug'),
    info: record('info'),
    warn: record('warn'),
    error: record('error'),
  };
}
