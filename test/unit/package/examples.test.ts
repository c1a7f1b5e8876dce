import type { INode } from 'n8n-workflow';

import { readExamples } from '../../../sandbox/demo';
import type { Workflow } from '../../../sandbox/n8n-client';
import { NODES, operationsOf } from './support';

const PACKAGE = 'n8n-nodes-zitadel-directus.';
const LOOP = 'n8n-nodes-base.splitInBatches';
/** Side of a node on the canvas. */
const SIDE = 96;

type Point = [x: number, y: number];
interface Line {
  from: INode;
  to: INode;
  start: Point;
  end: Point;
}

const isNote = ({ type }: INode): boolean => type === 'n8n-nodes-base.stickyNote';
const stepsOf = ({ nodes }: Workflow): INode[] => nodes.filter((node) => !isNote(node));

/** The connections, but for those that close a loop: n8n leads these around its nodes. */
function linesOf(workflow: Workflow): Line[] {
  const byName = new Map(workflow.nodes.map((node) => [node.name, node]));
  return Object.entries(workflow.connections).flatMap(([name, { main = [] }]) =>
    main.flatMap((targets) =>
      (targets ?? []).flatMap((target) => {
        const [from, to] = [byName.get(name), byName.get(target.node)];
        if (from === undefined || to === undefined) throw new Error(`${name} leads nowhere`);
        const start: Point = [from.position[0] + SIDE, from.position[1] + SIDE / 2];
        const end: Point = [to.position[0], to.position[1] + SIDE / 2];
        return to.type === LOOP && from.position[0] > to.position[0] ? [] : [{ from, to, start, end }];
      }),
    ),
  );
}

function side([ax, ay]: Point, [bx, by]: Point, [x, y]: Point): number {
  return Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
}

function cross(one: [Point, Point], other: [Point, Point]): boolean {
  return (
    side(...one, other[0]) * side(...one, other[1]) < 0 && side(...other, one[0]) * side(...other, one[1]) < 0
  );
}

function crossesNode({ start, end }: Line, { position: [x, y] }: INode): boolean {
  const diagonals: Array<[Point, Point]> = [
    [
      [x, y],
      [x + SIDE, y + SIDE],
    ],
    [
      [x, y + SIDE],
      [x + SIDE, y],
    ],
  ];
  const isInside = start[1] === end[1] && start[1] > y && start[1] < y + SIDE && start[0] < x && end[0] > x;
  return isInside || diagonals.some((diagonal) => cross([start, end], diagonal));
}

function isOn({ position: [x, y], parameters }: INode, step: INode): boolean {
  const [left, top] = step.position;
  return (
    left >= x &&
    top >= y &&
    left + SIDE <= x + Number(parameters.width) &&
    top + SIDE <= y + Number(parameters.height)
  );
}

describe.each([...readExamples()])('%s', (_, workflow) => {
  const steps = stepsOf(workflow);

  test('has a note beside each step, and one that says what it is for', () => {
    const notes = workflow.nodes.filter(isNote);
    for (const step of steps)
      expect([step.name, notes.filter((note) => isOn(note, step)).length]).toEqual([step.name, 1]);
    expect(notes).toHaveLength(steps.length + 1);
  });

  test('has no step on another, and no line that crosses another or a step', () => {
    const lines = linesOf(workflow);
    for (const line of lines) {
      expect([line.from.name, line.end[0] > line.start[0]]).toEqual([line.from.name, true]);
      const touched = steps.filter(
        (step) => step !== line.from && step !== line.to && crossesNode(line, step),
      );
      expect([line.from.name, touched.map(({ name }) => name)]).toEqual([line.from.name, []]);
      const crossed = lines.filter((other) => cross([line.start, line.end], [other.start, other.end]));
      expect([line.from.name, crossed.map(({ from }) => from.name)]).toEqual([line.from.name, []]);
    }
    const places = new Set(steps.map(({ position }) => position.join()));
    expect(places.size).toBe(steps.length);
  });

  test.each(NODES)(
    'uses no deprecated operation of %s, and locators where the form has them',
    (node, description) => {
      const own = steps.filter(({ type }) => type === `${PACKAGE}${node.toLowerCase()}`);
      for (const { name, parameters } of own) {
        const { resource, operation } = parameters;
        const offered = operationsOf(description).find(
          (one) => one.table === resource && one.operation.value === operation,
        );
        expect([name, offered?.operation.name ?? '']).not.toEqual([
          name,
          expect.stringContaining('Deprecated'),
        ]);
        const plain = description.properties.filter(
          ({ type, name: field, displayOptions }) =>
            type === 'resourceLocator' &&
            displayOptions?.show?.operation?.includes(operation as string) === true &&
            typeof parameters[field] === 'string',
        );
        expect([name, plain.map((property) => property.name)]).toEqual([name, []]);
      }
    },
  );
});
