// The colours of the style sheet have enough contrast on every surface, light and dark (WCAG 2.2: 1.4.3, 1.4.6, 1.4.11).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { SOURCES } from './assets.mjs';
import { assertNone } from './site.mjs';

const SURFACES = ['bg', 'card', 'tint', 'glow', 'blush'];

/** The least contrast of each colour with every surface. */
const LEAST = { ink: 10, soft: 10, accent: 4.5, warm: 4.5, danger: 4.5, edge: 3 };

const css = readFileSync(path.join(SOURCES, 'style/palette.css'), 'utf8');
const palette = Object.fromEntries(
  [...css.matchAll(/--(\w+): var\(--light, (#\w+)\) var\(--dark, (#\w+)\)/g)].map(([, name, light, dark]) => [
    name,
    { light, dark },
  ]),
);

/** Relative luminance of `#rgb` or `#rrggbb`. */
function luminance(colour) {
  const digits = colour.length === 4 ? [...colour.slice(1)].map(digit => digit + digit).join('') : colour.slice(1);
  const [red, green, blue] = [0, 2, 4].map(start => {
    const value = parseInt(digits.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

test('palette: contrast is computed as WCAG defines it', () => {
  assert.equal(contrast('#fff', '#000000').toFixed(2), '21.00');
  assert.equal(contrast('#777777', '#fff').toFixed(2), '4.48');
});

for (const scheme of ['light', 'dark']) {
  test(`palette: texts and edges are legible on every surface (${scheme})`, () => {
    const of = name => {
      assert.ok(palette[name], `palette.css has no colour ${name}`);
      return palette[name][scheme];
    };
    const pairs = SURFACES.flatMap(surface =>
      Object.entries(LEAST).map(([name, least]) => [of(name), of(surface), `${name} on ${surface}`, least]),
    );
    pairs.push([of('bg'), of('accent'), 'text of a filled button', 4.5]);
    pairs.push(['#fff', of('band'), 'white on the band', 7]);
    assertNone(
      pairs.flatMap(([text, surface, name, least]) => {
        const found = contrast(text, surface);
        return found >= least ? [] : `${name}: ${found.toFixed(2)} of ${least}`;
      }),
    );
  });
}
