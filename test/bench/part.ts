import type { Figure } from './figure';
import type { Setting } from './setting';

/** How much is measured. */
export interface Extent {
  /** How often each thing is measured. */
  rounds: number;
  /** Whether the benchmark itself is only tried. */
  quick: boolean;
}

/** A part of the benchmark that gives figures: a file of its own. */
export interface Part {
  name: string;
  take: (setting: Setting, extent: Extent) => Promise<Figure[]>;
  /** Measured only where it is asked for by its name, because it takes an hour. */
  onlyByName?: boolean;
}
