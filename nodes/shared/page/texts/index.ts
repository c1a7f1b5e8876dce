import { da } from './da';
import { de } from './de';
import { en, type Texts } from './en';
import { es } from './es';
import { fr } from './fr';
import { it } from './it';
import type { Language } from './languages';
import { nl } from './nl';
import { pt } from './pt';

export type { Texts } from './en';

/** The page's texts by language. */
export const LANGUAGES = { en, de, fr, es, da, it, pt, nl } satisfies Record<Language, Texts>;
