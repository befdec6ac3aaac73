import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine } from '../../src/core/shown-text.ts';
import { cutMarkdown, markdownText, unescapeMarkdown } from '../../src/discord/safe-text.ts';

describe('safe text', () => {
  it.each([
    ['**bold** _it_ ~~no~~ ||spoiler||', '\\*\\*bold\\*\\* _it\\_ \\~\\~no\\~\\~ \\|\\|spoiler\\|\\|'],
    ['# Heading\n- item\n> quote\n1. one', '\\# Heading\n\\- item\n\\> quote\n1\\. one'],
    ['[site](https://evil.example)', '[site]\\(https://evil.example)'],
    ['<@123> <@&4> <#5> <t:6>', '\\<@123> \\<@&4> \\<#5> \\<t:6>'],
    ['hid\u200bden \u202eesrever', 'hidden esrever'],
    ['@everyone and @HERE', '@\u200beveryone and @\u200bHERE'],
    ['unclosed ```js fence', 'unclosed \\`\\`\\`js fence'],
    [
      '000_ccbed369184ef90d.txt costs $64–65 billion (96%)',
      '000_ccbed369184ef90d.txt costs $64–65 billion (96%)',
    ],
    ['see https://example.org/a_(b)_c_', 'see https://example.org/a_(b)_c_'],
    ['क्‍ष stays', 'क्‍ष stays'],
  ])('shows %j as it is', (text, markdown) => {
    expect(markdownText(text)).toBe(markdown);
  });

  it('keeps a complete code block', () => {
    expect(markdownText('a_ *\n```ts\nlet a_ = b * c;\n```')).toBe('a\\_ \\*\n```ts\nlet a_ = b * c;\n```');
  });

  it('reads a line back exactly', () => {
    const unit = fc.constantFrom(
      '\\',
      '*',
      '_',
      '`',
      '<',
      '@everyone',
      '](',
      '# ',
      '-',
      '1. ',
      '~~',
      '||',
      'a',
      ' ',
      'https://x/',
    );
    fc.assert(
      fc.property(fc.array(unit), (parts) => {
        const line = oneLine(parts.join(''));
        expect(unescapeMarkdown(markdownText(line))).toBe(line);
      }),
    );
  });

  it('never cuts inside an escape', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('*', '\\', 'a', ' ', '😀')),
        fc.integer({ min: 2, max: 60 }),
        (parts, max) => {
          const shown = cutMarkdown(parts.join(''), max);
          expect(shown.length).toBeLessThanOrEqual(max);
          expect(/(?:^|[^\\])(?:\\\\)*\\$/.test(shown.replace(/…$/, ''))).toBe(false);
        },
      ),
    );
  });
});
