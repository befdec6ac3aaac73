/** Text of a document, a model or a user without what a terminal would obey: control characters and hidden directions. */
export function safeTerminalText(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '');
}
