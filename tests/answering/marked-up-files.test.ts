import { expect, it } from 'vitest';
import { askFiles } from '../support/ask-files.ts';

const MOVE = `---
title: Office move
owner: Facilities
---
# Office move

_Last updated 3 May 2024._ The office moves to Dock Street in June. Every team packs its own crates.

![Office map](map.png)

> Note: door keys are handed out via [the HR portal](https://hr.example.org/keys) only.

## Costs of the move

| Item | Cost |
|------|------|
| Desks | £1,200 |
| Van hire | £300 |

**Perks**

- [ ] free coffee
- \`EX-7\` parking badge
`;

it('answers from a table with its cells', async () => {
  const { text } = await askFiles('List the costs', { 'move.md': MOVE });
  expect(text).toContain('Desks: Cost £1,200');
  expect(text).toContain('Van hire: Cost £300');
  expect(text).not.toMatch(/\||--/);
});

it('shows no markup in answers, whose quotes keep it', async () => {
  const keys = await askFiles('How are door keys handed out?', { 'move.md': MOVE });
  expect(keys.text).toContain('Note: door keys are handed out via the HR portal only.');
  expect(keys.citations[0]?.quote).toContain('[the HR portal](https://hr.example.org/keys)');
  const perks = await askFiles('What are the perks?', { 'move.md': MOVE });
  expect(perks.text).toContain('Perks: free coffee · EX-7 parking badge');
});
