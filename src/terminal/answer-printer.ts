import type { Answer, Citation, StreamedSentence } from '../core/answer.ts';
import { visibleText } from '../core/shown-text.ts';
import { renderAnswer, renderInterpreted, renderSources, type Style } from './render-answer.ts';

/** Prints one answer: its sentences as they come, then everything else. */
export interface AnswerPrinter {
  onSentence(sentence: StreamedSentence): Promise<void>;
  /** Prints what of the answer is not shown yet; an answer that differs from what is shown is printed again, and says so. */
  finish(answer: Answer): Promise<void>;
  /** No answer will follow: gives the sentences that are shown their sources. */
  giveUp(): Promise<void>;
}

export interface AnswerPrinterOptions {
  readonly style: Style;
  /** Lays the text out; what it returns for a text begins with what it returns for the text's beginning. */
  readonly layout: (text: string) => string;
  readonly print: (text: string) => Promise<void>;
}

const REVISED = '\n\nThe documents changed while this was written. The answer is now:\n\n';

export function answerPrinter({ style, layout, print }: AnswerPrinterOptions): AnswerPrinter {
  const sentences: string[] = [];
  const citations: Citation[] = [];
  let shown = '';
  let begun = '';
  const beginning = (interpreted: string | null): string => {
    const understood = renderInterpreted(interpreted, style);
    begun = [...understood, sentences.join(' ')].join('\n\n');
    return begun;
  };
  const show = async (text: string): Promise<void> => {
    const rest = layout(text).slice(shown.length);
    shown = layout(text);
    await print(rest);
  };
  return {
    async onSentence(sentence) {
      sentences.push(visibleText(sentence.text));
      citations.push(...sentence.citations);
      await show(beginning(sentence.interpreted));
    },
    async finish(answer) {
      const text = renderAnswer(answer, style);
      if (layout(text).startsWith(shown)) return show(text);
      await print(`${REVISED}${layout(text)}`);
    },
    async giveUp() {
      if (sentences.length > 0) await show(`${begun}\n\n${renderSources(citations, style)}\n\n`);
    },
  };
}
