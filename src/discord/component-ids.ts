/** What was asked for: a question (`/ask`, a mention, a direct message) or a topic (`/summary`). */
export type AnswerKind = 'ask' | 'summary';

/** What a button or a menu does. Everything a click needs is in its id or in its message, so it outlives a restart. */
export type ComponentAction =
  | { readonly action: 'sources' }
  | { readonly action: 'page'; readonly page: number }
  | { readonly action: 'passages' }
  | {
      readonly action: 'again';
      readonly kind: AnswerKind;
      readonly askerId: string;
      /** True when the answer is one message, which the new answer then replaces. */
      readonly replace: boolean;
    }
  | { readonly action: 'vote'; readonly vote: 'up' | 'down' };

const PREFIX = 'summit';

/** A custom_id, well below Discord's 100 characters. */
export function componentId(action: ComponentAction): string {
  switch (action.action) {
    case 'page':
      return `${PREFIX}:page:${action.page}`;
    case 'again':
      return `${PREFIX}:again:${action.kind}:${action.askerId}:${action.replace ? 'replace' : 'post'}`;
    case 'vote':
      return `${PREFIX}:vote:${action.vote}`;
    default:
      return `${PREFIX}:${action.action}`;
  }
}

/** Null for an id that this version did not write. */
export function parseComponentId(id: string): ComponentAction | null {
  const [prefix, action, ...rest] = id.split(':');
  if (prefix !== PREFIX) return null;
  if (action === 'sources' || action === 'passages') return { action };
  if (action === 'page' && /^\d{1,3}$/.test(rest[0] ?? '')) return { action, page: Number(rest[0]) };
  if (action === 'vote' && (rest[0] === 'up' || rest[0] === 'down')) return { action, vote: rest[0] };
  const [kind, askerId, mode] = rest;
  if (action === 'again' && (kind === 'ask' || kind === 'summary') && askerId !== undefined) {
    return { action, kind, askerId, replace: mode === 'replace' };
  }
  return null;
}
