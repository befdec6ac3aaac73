import { milliseconds, thousands } from './markdown.ts';
import type { SizeFigures } from './measure-size.ts';

interface Line {
  readonly name: string;
  readonly points: readonly { readonly chunks: number; readonly ms: number }[];
}

const [WIDTH, HEIGHT] = [860, 420];
const PLOT = { left: 70, right: 540, top: 50, bottom: 360 } as const;
/** Distinguishable with any colour vision and on both backgrounds (Okabe & Ito 2008). */
const COLOURS = ['#d55e00', '#0072b2', '#009e73', '#cc79a7', '#b8860b', '#56b4e9', '#7f7f7f'];
const LABEL_DISTANCE = 17;

/** The median query time of each system against the number of chunks, as SVG; both axes are logarithmic. */
export function latencyPlot(sizes: readonly SizeFigures[]): string {
  const lines = linesOf(sizes).filter(({ points }) => points.length > 0);
  const all = lines.flatMap(({ points }) => points);
  const decades = (values: readonly number[]): number[] => {
    const from = Math.floor(Math.log10(Math.min(...values)));
    const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values))));
    return Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));
  };
  const times = decades(all.map(({ ms }) => ms));
  const counts = decades(sizes.map(({ name }) => Number(name)));
  const x = scale(counts, PLOT.left, PLOT.right);
  const y = scale(times, PLOT.bottom, PLOT.top);
  const path = ({ points }: Line): string =>
    points.map(({ chunks, ms }) => `${x(chunks).toFixed(1)},${y(ms).toFixed(1)}`).join(' ');
  const labels = spread(lines.map(({ points }) => y(points.at(-1)?.ms ?? 1)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13" role="img">
<title>Median query time against the number of chunks</title>
<style>
text { fill: #24292f } .grid { stroke: #d0d7de } .back { fill: #ffffff }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .grid { stroke: #3d444d } .back { fill: #0d1117 } }
</style>
<rect class="back" width="${WIDTH}" height="${HEIGHT}"/>
<text x="${PLOT.left}" y="26" font-size="16">Median query time against the number of chunks</text>
${times
  .map(
    (ms) => `<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${y(ms)}" y2="${y(ms)}"/>
<text x="${PLOT.left - 8}" y="${y(ms) + 4}" text-anchor="end">${tick(ms)}</text>`,
  )
  .join('\n')}
${counts
  .map(
    (count) => `<line class="grid" x1="${x(count)}" x2="${x(count)}" y1="${PLOT.top}" y2="${PLOT.bottom}"/>
<text x="${x(count)}" y="${PLOT.bottom + 20}" text-anchor="middle">${thousands(count)}</text>`,
  )
  .join('\n')}
<text x="${(PLOT.left + PLOT.right) / 2}" y="${PLOT.bottom + 44}" text-anchor="middle">chunks</text>
${lines
  .map((line, i) => {
    const colour = COLOURS[i % COLOURS.length] as string;
    const last = line.points.at(-1) as Line['points'][number];
    const [endX, endY, labelY] = [x(last.chunks), y(last.ms), labels[i] as number];
    const dots = line.points
      .map(({ chunks, ms }) => `<circle cx="${x(chunks)}" cy="${y(ms)}" r="3.5" fill="${colour}"/>`)
      .join('');
    return `<polyline points="${path(line)}" fill="none" stroke="${colour}" stroke-width="${i === 0 ? 3.5 : 1.8}"/>${dots}
<line x1="${endX + 5}" y1="${endY}" x2="${PLOT.right + 14}" y2="${labelY}" stroke="${colour}" stroke-dasharray="2 3"/>
<text x="${PLOT.right + 18}" y="${labelY + 4}"${i === 0 ? ' font-weight="bold"' : ''}>${line.name}, ${milliseconds(last.ms)}</text>`;
  })
  .join('\n')}
</svg>
`;
}

function linesOf(sizes: readonly SizeFigures[]): Line[] {
  const names = sizes[0]?.systems.map(({ name }) => name) ?? [];
  return names.map((name) => ({
    name,
    points: sizes.flatMap(({ prepared, systems }) => {
      const query = systems.find((system) => system.name === name)?.query;
      const figures = query?.kind === 'done' && query.result.queries > 0 ? query.result : null;
      return figures ? [{ chunks: prepared.chunks, ms: figures.p50 }] : [];
    }),
  }));
}

/** A logarithmic scale over decades. */
function scale(decades: readonly number[], from: number, to: number): (value: number) => number {
  const [low, high] = [Math.log10(decades[0] ?? 1), Math.log10(decades.at(-1) ?? 10)];
  return (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from);
}

function tick(ms: number): string {
  return ms >= 1_000 ? `${ms / 1_000} s` : `${Number(ms.toPrecision(1))} ms`;
}

/** Moves heights apart, so that labels do not lie on each other; the order stays. */
function spread(heights: readonly number[]): number[] {
  const placed = [...heights];
  let floor = Number.NEGATIVE_INFINITY;
  for (const i of heights.map((_, i) => i).sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0))) {
    placed[i] = Math.max(heights[i] as number, floor);
    floor = (placed[i] as number) + LABEL_DISTANCE;
  }
  return placed;
}
