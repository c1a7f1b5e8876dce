/** A line of a plot: points with a number of items and a value. */
export interface Line {
  name: string;
  points: Array<[items: number, value: number]>;
}

const WIDTH = 860;
const HEIGHT = 420;
const LEFT = 70;
const RIGHT = 170;
const TOP = 44;
const BOTTOM = 48;
const COLOURS = ['#2da44e', '#0969da', '#bf3989', '#bc4c00', '#8250df', '#9a6700', '#cf222e'];
const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #24292f }
  .axis { stroke: #8c959f; stroke-width: 1 }
  polyline { fill: none; stroke-width: 2 }
  @media (prefers-color-scheme: dark) { text { fill: #c9d1d9 } }`;

/** Draws values over the number of items as an SVG; items are ten times as many from mark to mark. */
export function toLineSvg(title: string, lines: readonly Line[]): string {
  const all = lines.flatMap(({ points }) => points);
  const items = [...new Set(all.map(([count]) => count))].sort((a, b) => a - b);
  const [least = 1, most = 10] = [items[0], items.at(-1)];
  const top = Math.max(...all.map(([, value]) => value)) * 1.1;
  const x = (count: number): number =>
    LEFT + (Math.log(count / least) / (Math.log(most / least) || 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number => HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM);
  const base = y(0);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">`,
    `<title>${title}</title>`,
    `<style>${STYLE}</style>`,
    `<text x="${LEFT}" y="24">${title}</text>`,
    `<path class="axis" fill="none" d="M${LEFT} ${TOP}V${base}H${WIDTH - RIGHT}"/>`,
    ...items.map(
      (count) =>
        `<text x="${x(count).toFixed(1)}" y="${base + 22}" text-anchor="middle">${count.toLocaleString('en')}</text>`,
    ),
    ...[0.25, 0.5, 0.75, 1].map((part) => {
      const value = (top / 1.1) * part;
      return `<text x="${LEFT - 8}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${value.toFixed(2)}</text>`;
    }),
    ...labelled(lines, y).map(({ name, points, label }, index) => {
      const colour = COLOURS[index % COLOURS.length];
      const path = points.map(([count, value]) => `${x(count).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
      return (
        `<polyline stroke="${colour}" points="${path}"/>` +
        `<text x="${WIDTH - RIGHT + 10}" y="${label.toFixed(1)}" style="fill:${colour}">${name}</text>`
      );
    }),
    '</svg>',
    '',
  ].join('\n');
}

/** The lines with places for their names beside their ends, none over another. */
function labelled(lines: readonly Line[], y: (value: number) => number): Array<Line & { label: number }> {
  const ends = lines.map((line) => ({ ...line, label: y(line.points.at(-1)?.[1] ?? 0) + 4 }));
  ends.sort((a, b) => a.label - b.label);
  let free = 0;
  for (const end of ends) {
    end.label = Math.max(end.label, free);
    free = end.label + 16;
  }
  return ends;
}
