/** Discord's limits on what a bot sends, as the real API enforces them with error 50035, and one of our own. */

type Json = Record<string, unknown>;

const LIMITS = {
  content: 2000,
  embeds: 10,
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  author: 256,
  embedTotal: 6000,
  rows: 5,
  buttons: 5,
  options: 25,
  option: 100,
  customId: 100,
  label: 80,
  placeholder: 150,
  choices: 25,
};

/** What is wrong with a message's payload; empty when Discord would take it. */
export function messageErrors(payload: Json): string[] {
  const errors: string[] = [];
  const embeds = list(payload.embeds);
  tooLong(errors, 'content', payload.content, 0, LIMITS.content);
  if (embeds.length > LIMITS.embeds) errors.push(`embeds: ${embeds.length}`);
  let total = 0;
  for (const embed of embeds) total += embedErrors(errors, embed);
  if (total > LIMITS.embedTotal) errors.push(`embeds: ${total} characters in all`);
  const rows = list(payload.components);
  if (rows.length > LIMITS.rows) errors.push(`components: ${rows.length} rows`);
  const ids = rows.flatMap((row) => rowErrors(errors, row));
  if (new Set(ids).size !== ids.length) errors.push('components: custom_id is not unique');
  return errors;
}

/** Whom a message's payload could ping; empty when nobody, whatever it says. Discord itself would take it. */
export function pingErrors({ allowed_mentions: allowed }: Json): string[] {
  const { parse, ...named } = (allowed ?? {}) as Json;
  const isSilent = Array.isArray(parse) && parse.length === 0 && !Object.values(named).some(Boolean);
  return isSilent ? [] : [`allowed_mentions: ${JSON.stringify(allowed)}`];
}

/** What is wrong with autocomplete choices. */
export function choiceErrors(choices: unknown): string[] {
  const errors: string[] = [];
  if (list(choices).length > LIMITS.choices) errors.push('choices: more than 25');
  for (const choice of list(choices)) {
    tooLong(errors, 'choice.name', choice.name, 1, 100);
    tooLong(errors, 'choice.value', choice.value, 1, 100);
  }
  return errors;
}

/** What is wrong with application commands. */
export function commandErrors(commands: unknown): string[] {
  const errors: string[] = [];
  for (const command of list(commands)) {
    const slash = (command.type ?? 1) === 1;
    const pattern = slash ? /^[-_\p{Ll}\p{N}]{1,32}$/u : /^.{1,32}$/u;
    if (!pattern.test(String(command.name))) errors.push(`name: ${command.name}`);
    if (slash) tooLong(errors, 'description', command.description, 1, 100);
    else if (command.description) errors.push('description: not for a context menu');
    for (const option of list(command.options)) {
      if (!/^[-_\p{Ll}\p{N}]{1,32}$/u.test(String(option.name))) errors.push(`option name: ${option.name}`);
      tooLong(errors, 'option description', option.description, 1, 100);
      if (Number(option.max_length ?? 1) > 6000) errors.push('option max_length');
    }
  }
  return errors;
}

function embedErrors(errors: string[], embed: Json): number {
  const fields = list(embed.fields);
  if (fields.length > LIMITS.fields) errors.push('embed.fields: more than 25');
  const parts = fields.map(
    (field) =>
      tooLong(errors, 'field.name', field.name, 1, LIMITS.fieldName) +
      tooLong(errors, 'field.value', field.value, 1, LIMITS.fieldValue),
  );
  const { author, footer } = embed as { author?: Json; footer?: Json };
  if (author) parts.push(tooLong(errors, 'author.name', author.name, 1, LIMITS.author));
  if (footer) parts.push(tooLong(errors, 'footer.text', footer.text, 1, LIMITS.footer));
  parts.push(tooLong(errors, 'title', embed.title, 0, LIMITS.title));
  parts.push(tooLong(errors, 'description', embed.description, 0, LIMITS.description));
  return parts.reduce((sum, part) => sum + part, 0);
}

function rowErrors(errors: string[], row: Json): string[] {
  const components = list(row.components);
  const selects = components.filter((component) => component.type === 3);
  if (row.type !== 1 || components.length === 0) errors.push('row: empty or of a wrong type');
  if (components.length > (selects.length > 0 ? 1 : LIMITS.buttons)) errors.push('row: too many components');
  for (const component of components) {
    tooLong(errors, 'custom_id', component.custom_id, 1, LIMITS.customId);
    tooLong(errors, 'placeholder', component.placeholder, 0, LIMITS.placeholder);
    if (component.type === 2) {
      tooLong(errors, 'label', component.label, component.emoji ? 0 : 1, LIMITS.label);
      continue;
    }
    const options = list(component.options);
    const values = new Set(options.map((option) => option.value));
    if (options.length < 1 || options.length > LIMITS.options) errors.push(`options: ${options.length}`);
    if (values.size !== options.length) errors.push('options: value is not unique');
    for (const option of options) {
      tooLong(errors, 'option.label', option.label, 1, LIMITS.option);
      tooLong(errors, 'option.value', option.value, 1, LIMITS.option);
      tooLong(errors, 'option.description', option.description, 0, LIMITS.option);
    }
  }
  return components.map((component) => String(component.custom_id));
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value : [];
}

function tooLong(errors: string[], name: string, value: unknown, min: number, max: number): number {
  const length = String(value ?? '').length;
  if (length < min || length > max) errors.push(`${name}: ${length} characters, not ${min} to ${max}`);
  return length;
}
