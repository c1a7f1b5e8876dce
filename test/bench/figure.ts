/** A figure that is no comparison with another node. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** Most that it may be; absent where it is only printed. */
  limit?: number;
  met: boolean;
  note?: string;
}

/** A figure, judged by its limit. */
export function figure(name: string, value: number, unit: string, limit?: number, note?: string): Figure {
  return { name, value, unit, limit, met: value <= (limit ?? Infinity), note };
}
