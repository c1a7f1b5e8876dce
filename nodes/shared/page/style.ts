/** The accent colour where none is chosen. */
export const PRESET_ACCENT = '#0f62c4';

/** Of text to what is behind it (WCAG 2, level AA). */
const LEAST_CONTRAST = 4.5;

/**
 * The page's style sheet.
 *
 * @param accent colour of buttons and links, as "#rrggbb"
 */
export function styleSheet(accent: string): string {
  const dark = mixedWithWhite(accent);
  return `:root{color-scheme:light dark;--accent:${accent};--on:${readableOn(accent)};--link:${readableOnWhite(accent)};--back:#f3f4f6;--card:#fff;--text:#16181d;--quiet:#555c68;--line:#868d99;--bad:#b3151f;--bad-back:#fdecec;--good:#12702f}
@media(prefers-color-scheme:dark){:root{--accent:${dark};--on:${readableOn(dark)};--link:${dark};--back:#14161a;--card:#1f2228;--text:#f1f2f4;--quiet:#b0b7c3;--line:#7d8592;--bad:#ff9a9a;--bad-back:#3d1b1e;--good:#7fdc9b}}
*{box-sizing:border-box}
body{margin:0;padding:1.5rem 1rem;background:var(--back);color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
main{max-width:27rem;margin:0 auto;padding:1.5rem;background:var(--card);border-radius:.75rem;box-shadow:0 1px 4px #0003}
.logo{display:block;max-width:12rem;max-height:4rem;margin:0 0 1rem}
h1{margin:0 0 .75rem;font-size:1.4rem;line-height:1.25;hyphens:auto}
h2{margin:1.5rem 0 .25rem;font-size:1.1rem}
p{margin:0 0 1rem}
.button+p,button+p{margin-top:1rem}
.who{color:var(--quiet)}.who strong{color:var(--text)}
label,.label{display:block;margin:1rem 0 .25rem;font-weight:600}
input{width:100%;padding:.6rem .75rem;border:1px solid var(--line);border-radius:.4rem;background:var(--card);color:var(--text);font:inherit;font-size:1.05rem}
input[aria-invalid]{border:2px solid var(--bad)}
input.digits{font-family:ui-monospace,Consolas,monospace;letter-spacing:.25em}
.hint{margin:.25rem 0 0;color:var(--quiet);font-size:.925rem}
.problem{margin:.35rem 0 0;padding:.5rem .75rem;border-radius:.4rem;background:var(--bad-back);color:var(--bad)}
button,.button{display:block;width:100%;min-height:2.9rem;margin:1.25rem 0 0;padding:.6rem 1rem;border:2px solid var(--accent);border-radius:.4rem;background:var(--accent);color:var(--on);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
.second{background:none;color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.qr{display:block;width:14rem;max-width:100%;height:auto;margin:0 auto 1rem;border-radius:.4rem;background:#fff;image-rendering:pixelated}
.key{display:block;margin:0;padding:.6rem .75rem;border:1px dashed var(--line);border-radius:.4rem;font:1.05rem/1.6 ui-monospace,Consolas,monospace;word-spacing:.15em;user-select:all}
.codes{display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:.25rem 1rem;margin:0;padding:.75rem;border:1px dashed var(--line);border-radius:.4rem;list-style:none;font:1.05rem/1.6 ui-monospace,Consolas,monospace}
.good h1::before{content:"✓ ";color:var(--good)}
[hidden]{display:none}
@media(max-width:30rem){body{padding:0}main{min-height:100vh;border-radius:0;box-shadow:none}}`;
}

/** Black or white, whichever can be read on a colour. */
function readableOn(color: string): string {
  return luminanceOf(color) > 0.179 ? '#000000' : '#ffffff';
}

/** A colour, darkened until text in it can be read on white: a light accent is for buttons alone. */
function readableOnWhite(color: string): string {
  let readable = color;
  while (1.05 / (luminanceOf(readable) + 0.05) < LEAST_CONTRAST) readable = mixed(readable, 0, 0.1);
  return readable;
}

/** Relative luminance, from 0 for black to 1 for white (WCAG 2). */
function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** A colour that stands out on a dark page. */
function mixedWithWhite(color: string): string {
  return mixed(color, 255, 0.55);
}

function mixed(color: string, other: number, share: number): string {
  const parts = channels(color).map((channel) => Math.round(channel + (other - channel) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function channels(color: string): number[] {
  return [1, 3, 5].map((start) => parseInt(color.slice(start, start + 2), 16));
}
