const LANGUAGES = 'de fr es pt it nl ru uk pl cs sv da nb fi hu ro tr id el hi bn ar fa he th'.split(' ');

let months: Map<string, number> | undefined;

/** The number of a month whose name is written in another language than English, in any case; 0 for another word. */
export function foreignMonth(name: string): number {
  months ??= readMonths();
  const lower = name.toLowerCase();
  return months.get(lower) ?? months.get(lower.replace(/^ב/u, '')) ?? 0;
}

/** With a day many languages put the month into another case: декабрь, 4 декабря. */
function readMonths(): Map<string, number> {
  const names = new Map<string, number>();
  for (const language of LANGUAGES) {
    for (const day of ['numeric', undefined] as const) {
      const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, {
        month: 'long',
        day,
        timeZone: 'UTC',
      });
      for (let month = 1; month <= 12; month++) {
        const parts = format.formatToParts(Date.UTC(2000, month - 1, 1));
        const name = parts.find(({ type }) => type === 'month')?.value.toLowerCase() ?? '';
        if (/^[\p{L}\p{M}]{3,}$/u.test(name) && !names.has(name)) names.set(name, month);
      }
    }
  }
  return names;
}
