import {
  FIGURE_NAMES,
  FIGURES,
  type Figure,
  figureText,
  type QualityReport,
} from '../../src/evaluation/quality-report.ts';

/** The figures that do not depend on the machine, per half of the golden set. */
export type Baseline = Readonly<Record<string, Readonly<Partial<Record<Figure, number | null>>>>>;

/** What may get worse without failing: shares and scores by one point, lengths by a tenth. */
export const TOLERANCE = { points: 0.01, growth: 0.1 } as const;

/** Differences of binary fractions that are equal on paper. */
const ROUNDING = 1e-9;

/** What is written to `baseline.json`: four digits, no latencies. */
export function baselineOf(reports: Readonly<Record<string, QualityReport>>): Baseline {
  return Object.fromEntries(
    Object.entries(reports).map(([half, report]) => [
      half,
      Object.fromEntries(
        comparedFigures().map((figure) => {
          const value = report[figure];
          return [figure, value === null ? null : Math.round(value * 10_000) / 10_000];
        }),
      ),
    ]),
  );
}

/** One sentence per figure that is worse than the baseline by more than the tolerance, or is no longer measured. */
export function regressions(baseline: Baseline, current: Baseline): string[] {
  return Object.entries(baseline).flatMap(([half, figures]) =>
    comparedFigures().flatMap((figure) => {
      const before = figures[figure] ?? null;
      const now = current[half]?.[figure] ?? null;
      if (before === null || (now !== null && !isWorse(figure, before, now))) return [];
      const { name, unit } = FIGURES[figure];
      return [`${half}: ${name} went from ${figureText(before, unit)} to ${figureText(now, unit)}`];
    }),
  );
}

function comparedFigures(): Figure[] {
  return FIGURE_NAMES.filter((figure) => FIGURES[figure].better !== null);
}

function isWorse(figure: Figure, before: number, now: number): boolean {
  const { better, unit } = FIGURES[figure];
  const loss = better === 'higher' ? before - now : now - before;
  return loss > (unit === 'characters' ? TOLERANCE.growth * before : TOLERANCE.points) + ROUNDING;
}
