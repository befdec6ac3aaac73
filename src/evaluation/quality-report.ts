/** Shares in [0, 1] unless the name says otherwise; null where the questions say nothing about it. */
export interface QualityReport {
  readonly questions: number;
  readonly answerable: number;
  readonly recallAt5: number | null;
  readonly recallAt10: number | null;
  readonly hitAt1: number | null;
  readonly hitAt5: number | null;
  readonly meanReciprocalRank: number | null;
  readonly ndcgAt10: number | null;
  /** Answerable questions whose answer holds every expected fact. */
  readonly answerRecall: number | null;
  /** Citations whose file is one of those that hold the answer, over the answered answerable questions. */
  readonly citationPrecision: number | null;
  /** Citations whose quote stands verbatim at its offsets in the file on disk. */
  readonly verbatimQuotes: number | null;
  readonly abstainedOnUnanswerable: number | null;
  readonly abstainedOnAnswerable: number | null;
  /** Of answers, in characters without markers. */
  readonly meanAnswerLength: number | null;
  /** Of answers; what retrieval alone takes is not shown apart. */
  readonly latencyMedianMs: number;
  readonly latency95Ms: number;
}

export type Figure = Exclude<keyof QualityReport, 'questions' | 'answerable'>;

/** How a figure is written, and which direction is better (null: it depends on the machine and is not compared). */
export interface FigureForm {
  readonly name: string;
  readonly unit: 'share' | 'score' | 'characters' | 'ms';
  readonly better: 'higher' | 'lower' | null;
}

export const FIGURES: Readonly<Record<Figure, FigureForm>> = {
  recallAt5: { name: 'recall@5', unit: 'share', better: 'higher' },
  recallAt10: { name: 'recall@10', unit: 'share', better: 'higher' },
  hitAt1: { name: 'hit@1', unit: 'share', better: 'higher' },
  hitAt5: { name: 'hit@5', unit: 'share', better: 'higher' },
  meanReciprocalRank: { name: 'MRR', unit: 'score', better: 'higher' },
  ndcgAt10: { name: 'nDCG@10', unit: 'score', better: 'higher' },
  answerRecall: { name: 'answers with every fact', unit: 'share', better: 'higher' },
  citationPrecision: { name: 'citations of the right file', unit: 'share', better: 'higher' },
  verbatimQuotes: { name: 'verbatim quotes', unit: 'share', better: 'higher' },
  abstainedOnUnanswerable: { name: 'abstained, unanswerable', unit: 'share', better: 'higher' },
  abstainedOnAnswerable: { name: 'abstained, answerable', unit: 'share', better: 'lower' },
  meanAnswerLength: { name: 'mean answer length, characters', unit: 'characters', better: 'lower' },
  latencyMedianMs: { name: 'latency in ms, median', unit: 'ms', better: null },
  latency95Ms: { name: 'latency in ms, 95 %', unit: 'ms', better: null },
};

export const FIGURE_NAMES: readonly Figure[] = Object.keys(FIGURES) as Figure[];

/** A figure as text, shares in per cent, other units as the figure's name gives them; "–" where there is none. */
export function figureText(value: number | null, unit: FigureForm['unit']): string {
  if (value === null) return '–';
  if (unit === 'share') return `${(100 * value).toFixed(1)} %`;
  if (unit === 'score') return value.toFixed(3);
  return unit === 'ms' ? value.toFixed(1) : value.toFixed(0);
}

/** Reports side by side as aligned lines, under their names when there are several. */
export function reportTable(reports: Readonly<Record<string, QualityReport>>): string {
  const columns = Object.entries(reports);
  const rows: string[][] = columns.length > 1 ? [['', ...columns.map(([name]) => name)]] : [];
  rows.push([
    'questions (answerable)',
    ...columns.map(([, { questions, answerable }]) => `${questions} (${answerable})`),
  ]);
  for (const figure of FIGURE_NAMES) {
    const { name, unit } = FIGURES[figure];
    rows.push([name, ...columns.map(([, report]) => figureText(report[figure], unit))]);
  }
  const widths = [0, ...columns.map((_, column) => column + 1)].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map(([name = '', ...cells]) => {
      const aligned = cells.map((cell, column) => cell.padStart(widths[column + 1] as number));
      return `${[name.padEnd(widths[0] as number), ...aligned].join('   ')}\n`;
    })
    .join('');
}
