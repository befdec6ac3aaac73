import type { Writable } from 'node:stream';
import type { Logger } from '../core/logger.ts';
import { visibleText } from '../core/shown-text.ts';

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** Writes messages for people, one a line, with details as JSON behind them. */
export function textLogger(stream: Writable, level: (typeof LEVELS)[number]): Logger {
  const at =
    (name: (typeof LEVELS)[number]): Logger['info'] =>
    (message, details) => {
      if (LEVELS.indexOf(name) < LEVELS.indexOf(level)) return;
      const prefix = name === 'info' ? '' : `${name === 'warn' ? 'warning' : name}: `;
      const text = `${message}${details ? ` ${JSON.stringify(details)}` : ''}`;
      stream.write(`summit: ${prefix}${visibleText(text)}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
