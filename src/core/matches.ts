/**
 * All matches of a global pattern, as `String.matchAll` gives them. That compiles a copy of the pattern whenever its cache
 * has been emptied by the garbage collector, which takes up to a tenth of a second for the largest patterns here; this keeps
 * to the pattern itself, which stays compiled. The pattern must not be in use while it is called.
 */
export function allMatches(text: string, pattern: RegExp): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    matches.push(match);
    if (match[0] === '') pattern.lastIndex += pattern.unicode && isPairAt(text, pattern.lastIndex) ? 2 : 1;
  }
  return matches;
}

/** Whether two code units there make one character, into which no pattern with the flag `u` can be set. */
function isPairAt(text: string, index: number): boolean {
  return (text.codePointAt(index) ?? 0) > 0xffff;
}
