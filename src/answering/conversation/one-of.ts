/** A pattern for a text that is one of these patterns as a whole, in upper or lower case. */
export function oneOf(patterns: readonly string[], flags: 'i' | 'is' = 'i'): RegExp {
  return new RegExp(`^(?:${patterns.map((pattern) => `(?:${pattern})`).join('|')})$`, flags);
}
