import { InputError } from '../../shared/errors';
import type { Json, JsonObject } from '../../shared/json';
import { asText, describe, nearest, parseJson } from '../../shared/parse';

/** How an image is made to fit a width and a height. */
export const FITS = ['cover', 'contain', 'inside', 'outside'];
/** Formats that an image can be had in. */
export const FORMATS = ['auto', 'avif', 'jpg', 'png', 'tiff', 'webp'];
/** Query fields of a transformation. */
export const TRANSFORM_FIELDS = [
  'fit',
  'focal_point_x',
  'focal_point_y',
  'format',
  'height',
  'key',
  'quality',
  'transforms',
  'width',
  'withoutEnlargement',
];

type Check = (name: string, value: Json) => Json | undefined;

const CHECKS: Readonly<Record<string, Check>> = {
  fit: oneOf(FITS),
  focal_point_x: wholeNumber(0),
  focal_point_y: wholeNumber(0),
  format: oneOf(FORMATS),
  height: wholeNumber(1),
  quality: wholeNumber(1, 100),
  transforms: listOfSteps,
  width: wholeNumber(1),
  withoutEnlargement: onlyTrue,
};

/**
 * Checks the transformation of an image.
 *
 * @returns the query to send; empty for the original
 * @throws InputError that names the field, also for one that would have no effect
 */
export function checkTransform(query: JsonObject): JsonObject {
  const checked: JsonObject = {};
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === '') continue;
    const result = CHECKS[name] === undefined ? value : CHECKS[name](name, value);
    if (result !== undefined) checked[name] = result;
  }
  assertEffect(checked);
  return checked;
}

/** A preset (key) may have the size that others refer to. */
function assertEffect(query: JsonObject): void {
  const { key, width, height, focal_point_x: x, focal_point_y: y } = query;
  if (key !== undefined) return;
  const needsBoth = x !== undefined || y !== undefined;
  if (needsBoth && (x === undefined || y === undefined || width === undefined || height === undefined)) {
    throw new InputError(
      'focal_point_x and focal_point_y have an effect only together, and with width and height',
      'Give all four.',
    );
  }
  const needsOne = ['fit', 'withoutEnlargement'].find((name) => query[name] !== undefined);
  if (needsOne === undefined || width !== undefined || height !== undefined) return;
  throw new InputError(`${needsOne} has an effect only with width or height`, 'Give one of them.');
}

function oneOf(values: readonly string[]): Check {
  return (name, value) => {
    if (typeof value === 'string' && values.includes(value)) return value;
    const suggestion = typeof value === 'string' ? nearest(value, values) : undefined;
    const hint = suggestion === undefined ? '' : `; did you mean "${suggestion}"?`;
    const given = typeof value === 'string' ? `"${value}"` : describe(value);
    throw new InputError(`${name}: ${given} is not known${hint}`, `Values: ${values.join(', ')}.`);
  };
}

function wholeNumber(least: number, most = Infinity): Check {
  return (name, value) => {
    const number = typeof value === 'string' && /^[0-9]+$/.test(value) ? Number(value) : value;
    if (typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most) {
      return number;
    }
    const range = most === Infinity ? `of ${least} or more` : `from ${least} to ${most}`;
    throw new InputError(`${name}: expected a whole number`, `Write a whole number ${range}.`);
  };
}

/** Directus takes any text for true, "false" too. */
function onlyTrue(name: string, value: Json): Json | undefined {
  if (typeof value === 'boolean') return value ? true : undefined;
  throw new InputError(`${name}: expected true or false, got ${describe(value)}`, 'Write true or false.');
}

function listOfSteps(name: string, value: Json): Json | undefined {
  const steps = parseJson(name, value);
  const isStep = (step: Json): boolean => Array.isArray(step) && typeof step[0] === 'string';
  if (!Array.isArray(steps) || !steps.every(isStep)) {
    throw new InputError(
      `${name}: expected a list of lists, got ${describe(steps)}`,
      'Each inner list has the name of a method and its arguments: [["rotate", 90], ["flip"]].',
    );
  }
  return steps.length === 0 ? undefined : asText(steps);
}
