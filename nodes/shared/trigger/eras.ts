/** What a trigger was set to up to some point in the log that it reads. */
export interface Era<Chosen> {
  /** The last point at which it held: a date or an ID. */
  until: number;
  chosen: Chosen;
}

/** A trigger's settings, present and former: a new version of a workflow asks for other events from then on only. */
export interface Choices<Chosen> {
  chosen: Chosen;
  /** Those of former versions that may still matter, the oldest first. */
  former: Era<Chosen>[];
}

/**
 * The settings that a trigger goes on with.
 *
 * @param kept those it had; undefined where it begins
 * @param now the newest point in the log
 */
export function goOnWith<Chosen>(
  kept: Choices<Chosen> | undefined,
  chosen: Chosen,
  now: number,
): Choices<Chosen> {
  if (kept === undefined) return { chosen, former: [] };
  if (JSON.stringify(kept.chosen) === JSON.stringify(chosen)) return kept;
  return { chosen, former: [...kept.former, { until: now, chosen: kept.chosen }] };
}

/** Whether something that happened at a point was asked for, then and since. */
export function isChosenAt<Chosen>(
  { chosen, former }: Choices<Chosen>,
  point: number,
  isChosen: (chosen: Chosen) => boolean,
): boolean {
  return isChosen(chosen) && former.every((era) => point > era.until || isChosen(era.chosen));
}

/** The same without what no longer matters to anything after a point. */
export function forgetBefore<Chosen>({ chosen, former }: Choices<Chosen>, point: number): Choices<Chosen> {
  return { chosen, former: former.filter(({ until }) => until >= point) };
}
