import type { State } from './state';

/** The languages that the newest release of the real server speaks. */
const all = 'ar bg cs de en es fr hu id it ja ko mk nl pl pt ro ru sv tr uk zh'.split(' ');

/** The languages that the release speaks which the stand-in stands for. */
export function languagesOf({ release }: State): string[] {
  return all.filter((language) => !release.withoutLanguages.includes(language));
}
