import type { Profiler } from 'node:inspector';

import type { RecordedProfile } from './probe-client';
import { PACKAGE } from './steps';

/** A stretch of time, in milliseconds since 1970. */
export interface Stretch {
  began: number;
  took: number;
}

const SHOWN = 10;
const EXPRESSIONS = 'n8n, evaluating the expressions in the parameters';

/**
 * Tells where the time of some stretches went: each sample counts for the innermost function of this package that was on the
 * stack, or for n8n's expressions where it asked for them; else for the package or part of Node that ran.
 *
 * @returns the most expensive first, with their share
 */
export function breakdown({ profile, began }: RecordedProfile, stretches: readonly Stretch[]): string[] {
  const shares = new Map<string, number>();
  const ownerOf = ownersOf(profile);
  let time = began;
  let total = 0;
  profile.samples?.forEach((id, index) => {
    const took = (profile.timeDeltas?.[index] ?? 0) / 1000;
    time += took;
    if (!stretches.some((stretch) => time >= stretch.began && time <= stretch.began + stretch.took)) return;
    const owner = ownerOf(id);
    total += took;
    shares.set(owner, (shares.get(owner) ?? 0) + took);
  });
  return [...shares]
    .sort(([, a], [, b]) => b - a)
    .slice(0, SHOWN)
    .map(([owner, took]) => `${Math.round((took / total) * 100)} % (${took.toFixed(1)} ms) ${owner}`);
}

/** Finds the owner of a sample by its node. */
function ownersOf(profile: Profiler.Profile): (id: number) => string {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(
    profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])),
  );
  const known = new Map<number, string>();
  const find = (id: number): string => {
    const leaf = nodes.get(id)?.callFrame;
    if (leaf?.functionName === '(idle)') return 'waiting for replies';
    if (leaf?.functionName === '(garbage collector)') return 'garbage collection';
    const names: (string | undefined)[] = [];
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const frame = nodes.get(at)?.callFrame;
      const own = frame && ownFunction(frame);
      if (own !== undefined) return names.some(isExpressions) ? EXPRESSIONS : own;
      names.push(frame && packageOf(frame.url));
    }
    return names.find((name) => name !== undefined) ?? 'Node itself';
  };
  return (id) => {
    const owner = known.get(id) ?? find(id);
    known.set(id, owner);
    return owner;
  };
}

function ownFunction({
  url,
  functionName,
}: Profiler.Profile['nodes'][number]['callFrame']): string | undefined {
  const file = url.split(`/node_modules/${PACKAGE}/dist/`)[1];
  return file === undefined ? undefined : `${functionName || '(anonymous)'} in ${file}, and what it calls`;
}

function isExpressions(name: string | undefined): boolean {
  return name === 'n8n-workflow' || name === '@n8n/expression-runtime';
}

function packageOf(url: string): string | undefined {
  const path = url.split('/node_modules/').slice(1).at(-1);
  return path === undefined ? undefined : /^(@[^/]+\/)?[^/]+/.exec(path)?.[0];
}
