import type { Result } from './contest';

const WIDTH = 860;
const LABELS = 360;
const BAR = 14;
const LINE = 26;
const TOP = 34;
const SCALE = WIDTH - LABELS - 60;

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #24292f }
  .theirs { fill: #d0d7de }
  .ours { fill: #2da44e }
  .missed { fill: #cf222e }
  .limit { stroke: #24292f; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    text { fill: #c9d1d9 }
    .theirs { fill: #30363d }
    .limit { stroke: #c9d1d9 }
  }`;

/** Draws the results as an SVG: for each row the time of our node as a part of the HTTP Request node's. */
export function toSvg(all: readonly Result[]): string {
  const results = all.filter(({ failed }) => failed === undefined);
  const most = Math.max(1, ...results.map(({ ratio, limit = 0 }) => Math.max(ratio, limit)));
  const height = TOP + results.length * LINE + 10;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img">`,
    '<title>Time of our nodes as a part of the HTTP Request node’s</title>',
    `<style>${STYLE}</style>`,
    `<text x="${LABELS}" y="20">Time of our node; grey: HTTP Request node; line: limit</text>`,
    ...results.map((result, index) => bar(result, TOP + index * LINE, most)),
    '</svg>',
    '',
  ].join('\n');
}

function bar({ work, items, ratio, limit, met }: Result, y: number, most: number): string {
  const x = (value: number): string => (LABELS + (value / most) * SCALE).toFixed(1);
  const width = (value: number): string => ((value / most) * SCALE).toFixed(1);
  const rectangle = (kind: string, value: number): string =>
    `<rect class="${kind}" x="${LABELS}" y="${y}" width="${width(value)}" height="${BAR}"/>`;
  return [
    `<text x="${LABELS - 8}" y="${y + 12}" text-anchor="end">${escaped(`${items} ${work}`)}</text>`,
    rectangle('theirs', 1),
    rectangle(met ? 'ours' : 'missed', ratio),
    ...(limit === undefined
      ? []
      : [`<line class="limit" x1="${x(limit)}" x2="${x(limit)}" y1="${y - 3}" y2="${y + BAR + 3}"/>`]),
    `<text x="${x(Math.max(1, ratio))}" dx="6" y="${y + 12}">${ratio.toFixed(2)}</text>`,
  ].join('');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
