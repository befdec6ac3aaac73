import { describe, expect, it } from 'vitest';
import { messageOf, SummitError, systemErrorCode, throwIfCancelled } from '../../src/core/errors.ts';

describe('errors', () => {
  it('keep their code and cause', () => {
    const cause = new Error('disk');
    expect(new SummitError('index', 'Damaged.', { cause })).toMatchObject({
      name: 'SummitError',
      code: 'index',
      message: 'Damaged.',
      cause,
    });
  });

  it('have a message on one line, whatever was thrown', () => {
    expect(messageOf(new Error(' two\n  lines '))).toBe('two lines');
    expect(messageOf('text')).toBe('text');
    expect(messageOf(undefined)).toBe('undefined');
  });

  it('of the system have a code, others none', () => {
    expect(systemErrorCode(Object.assign(new Error('gone'), { code: 'ENOENT' }))).toBe('ENOENT');
    expect(systemErrorCode(new Error('plain'))).toBeUndefined();
    expect(systemErrorCode('ENOENT')).toBeUndefined();
  });

  it('say that a signal has fired', () => {
    expect(() => throwIfCancelled(undefined)).not.toThrow();
    expect(() => throwIfCancelled(new AbortController().signal)).not.toThrow();
    expect(() => throwIfCancelled(AbortSignal.abort())).toThrow(
      expect.objectContaining({ code: 'cancelled' }),
    );
  });
});
