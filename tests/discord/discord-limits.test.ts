import { expect, it } from 'vitest';
import { choiceErrors, commandErrors, messageErrors, pingErrors } from '../support/discord-limits.ts';

const row = (components: readonly unknown[]) => ({ components: [{ type: 1, components }] });
const button = (custom_id: string) => ({ type: 2, label: 'x', custom_id });
const field = { name: 'x'.repeat(200), value: 'x'.repeat(1024) };

it.each([
  ['2,001 characters of content', { content: 'x'.repeat(2001) }],
  ['4,097 of description', { embeds: [{ description: 'x'.repeat(4097) }] }],
  ['1,025 in a field', { embeds: [{ fields: [{ name: 'x', value: 'x'.repeat(1025) }] }] }],
  ['an empty field name', { embeds: [{ fields: [{ name: '', value: 'x' }] }] }],
  ['6,001 over all embeds', { embeds: [{ fields: [field, field, field] }, { fields: [field, field] }] }],
  ['six buttons in a row', row(['1', '2', '3', '4', '5', '6'].map(button))],
  ['101 of custom_id', row([button('x'.repeat(101))])],
  ['two components of one id', row([button('1'), button('1')])],
  [
    '26 options',
    row([
      {
        type: 3,
        custom_id: 'x',
        options: Array.from({ length: 26 }, (_, i) => ({ label: 'x', value: `${i}` })),
      },
    ]),
  ],
])('the local Discord refuses %s', (_what, payload) => {
  expect(messageErrors(payload)).not.toEqual([]);
});

it('the local Discord refuses too many choices and upper-case commands', () => {
  expect(choiceErrors(Array(26).fill({ name: 'x', value: 'x' }))).not.toEqual([]);
  expect(commandErrors([{ name: 'Ask', description: 'x' }])).not.toEqual([]);
});

it('the local Discord refuses a message that could ping somebody', () => {
  const silent = { parse: [], replied_user: false };
  expect(pingErrors({ content: '@everyone', allowed_mentions: silent })).toEqual([]);
  for (const allowed of [undefined, {}, { ...silent, parse: ['users'] }, { ...silent, replied_user: true }])
    expect(pingErrors({ content: 'x', allowed_mentions: allowed })).not.toEqual([]);
});
