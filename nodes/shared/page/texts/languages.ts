const CODES = ['en', 'de', 'fr', 'es', 'da', 'it', 'pt', 'nl'] as const;

/** A language that the page is written in. */
export type Language = (typeof CODES)[number];

/**
 * The language that a browser likes best of those there are; English where it likes none.
 *
 * @param accepted the header Accept-Language, e.g. "de-CH,de;q=0.9,en;q=0.8"
 */
export function chooseLanguage(accepted: string | undefined): Language {
  const wishes = (accepted ?? '')
    .split(',')
    .map((wish) => {
      const [tag = '', ...parameters] = wish.split(';').map((part) => part.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return { language: tag.split('-')[0] ?? '', quality: Number(quality?.slice(2) ?? 1) };
    })
    .filter(({ language, quality }) => isLanguage(language) && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  const [best] = wishes;
  return best !== undefined && isLanguage(best.language) ? best.language : 'en';
}

/** Whether the page is written in a language. */
export function isLanguage(value: unknown): value is Language {
  return CODES.some((code) => code === value);
}
