import { isLacked, isMalformedOverGrpc } from './node';
import { readRecordings, type Recording, type Step } from './recording';

/** The older servers that were recorded, each in a folder of its own. */
export const olderReleases = ['2025-02', '2025-12'] as const;

/** Whether what was recorded of a step depends on the moment in which it was made, and is not compared. */
export function isByChance(release: string, { scenario }: Recording, { name }: Step): boolean {
  return byChance[`${release}/${scenario}`]?.includes(name) === true;
}

/**
 * The recordings of an older server, fit to go through the forms: what an operation would have made that it lacks was
 * missing in the requests of the next ones, which are those of the newest recordings instead.
 */
export function readForForms(release: string): Recording[] {
  const newest = readRecordings();
  return readRecordings(release).map((recording) => ({
    ...recording,
    steps: recording.steps.map((step) => {
      const same = newest.find(({ scenario }) => scenario === recording.scenario);
      const whole = same?.steps.find(({ name }) => name === step.name);
      if (whole === undefined || !isLackedStep(step)) return step;
      // A malformed request is refused as that, whatever the server has.
      return isMalformedOverGrpc(whole) ? whole : { ...step, request: whole.request };
    }),
  }));
}

function isLackedStep({ grpc, connect, rest }: Step): boolean {
  const made = [grpc, connect, rest].filter((one) => one !== undefined && one.skipped === undefined);
  const [first] = made;
  return first !== undefined && isLacked(first);
}

/** How soon a person's session is known to need the second factor was a matter of that server's projections. */
const byChance: Record<string, readonly string[] | undefined> = {
  '2025-12/my-factors': [
    'anything after: the session now needs the second factor',
    'the session works again',
  ],
};
