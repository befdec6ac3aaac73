import type { Answer } from '../core/answer.ts';
import { visibleText } from '../core/shown-text.ts';
import { linesText } from '../core/span.ts';

export interface MessageFile {
  readonly name: string;
  readonly attachment: Buffer;
}

/** The whole answer with every quote at full length, as a UTF-8 text file. */
export function answerFile(answer: Answer): MessageFile {
  const sources = answer.citations.map((citation) => {
    const date = citation.date === null ? '' : ` · ${citation.date}`;
    return `[${citation.marker}] ${citation.title}\n    ${citation.file} · ${linesText(citation)}${date}\n    "${citation.quote}"`;
  });
  const conflicts = answer.conflicts.map(
    (conflict) =>
      `${conflict.subject}: ${conflict.claims.map((claim) => `${claim.value} [${claim.marker}]`).join(' · ')}`,
  );
  const developments = answer.developments.map(({ subject, claims }) => {
    const values = claims.map(
      ({ value, when, marker }) => `${value}${when === null ? '' : `, ${when}`} [${marker}]`,
    );
    return `${subject}: ${values.join(' · ')}`;
  });
  const sections = [
    answer.question,
    answer.interpreted === null ? '' : `Understood as: ${answer.interpreted}`,
    answer.text,
    conflicts.length > 0 ? `Sources differ\n${conflicts.join('\n')}` : '',
    developments.length > 0 ? `Values of different times\n${developments.join('\n')}` : '',
    sources.length > 0 ? `Sources\n${sources.join('\n')}` : '',
  ];
  const text = sections.filter((section) => section !== '').join('\n\n');
  return { name: 'answer.txt', attachment: Buffer.from(`${visibleText(text)}\n`, 'utf8') };
}
