import ts from 'typescript';
import { cached, nameOf, need, parse, variables } from './sources';

/** How a message's encode function writes a field. */
export interface Encoding {
  /** The writer's method, e.g. "uint32"; absent for a message. */
  scalar?: string;
  /** The message's name in its module; absent for a scalar. */
  message?: string;
}

interface Code {
  constants: Map<string, ts.VariableDeclaration>;
  encodings: Map<string, Map<string, Encoding>>;
}

const code = cached(readCode);

/** How a field is written: its scalar kind, or its message. */
export function encodingOf(module: string, message: string, field: string): Encoding {
  return need(need(code(module).encodings, message, module), field, `${module}: encode of ${message}`);
}

/** The raw bytes of each method's options: method key -> tag -> bytes. */
export function optionsOf(module: string, definition: string): Map<string, Map<string, Uint8Array>> {
  const methods = property(need(code(module).constants, definition, module).initializer, 'methods');
  return new Map(
    [...properties(methods)].map(([key, method]) => [key, rawFields(property(method, 'options'))]),
  );
}

function rawFields(options: ts.Expression): Map<string, Uint8Array> {
  const fields = properties(options).get('_unknownFields');
  return new Map(fields && [...properties(fields)].map(([tag, value]) => [tag, bytesOf(value)]));
}

function readCode(module: string): Code {
  const constants = variables(parse(module));
  const encodings = new Map<string, Map<string, Encoding>>();
  for (const [name, { initializer }] of constants) {
    const encode = initializer && encodeOf(initializer);
    if (encode) encodings.set(name, fieldsWritten(encode));
  }
  return { constants, encodings };
}

function encodeOf(value: ts.Expression): ts.Block | undefined {
  if (!ts.isObjectLiteralExpression(value)) return undefined;
  const methods = value.properties.filter(ts.isMethodDeclaration);
  return methods.find((method) => nameOf(method.name) === 'encode')?.body;
}

/** Each statement of an encode function that reads `message.<field>` writes that field. */
function fieldsWritten(encode: ts.Block): Map<string, Encoding> {
  const written = new Map<string, Encoding>();
  for (const statement of encode.statements) {
    const field = find(statement, fieldRead);
    const encoding = field && find(statement, encodingCall);
    if (field && encoding) written.set(field, encoding);
  }
  return written;
}

function fieldRead(node: ts.Node): string | undefined {
  if (!ts.isPropertyAccessExpression(node) || !isNamed(node.expression, 'message')) return undefined;
  return node.name.text;
}

/** `X.encode(...)`, `writer.uint32(<tag>).<scalar>(...)`, or in a packed list `writer.<scalar>(v)`. */
function encodingCall(node: ts.Node): Encoding | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: receiver, name } = node.expression;
  if (name.text === 'encode' && ts.isIdentifier(receiver)) return { message: receiver.text };
  if (isTagCall(receiver) && name.text !== 'fork') return { scalar: name.text };
  if (isNamed(receiver, 'writer') && !isTagCall(node)) return { scalar: name.text };
  return undefined;
}

function isTagCall(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const [tag] = node.arguments;
  return isNamed(node.expression.expression, 'writer') && tag !== undefined && ts.isNumericLiteral(tag);
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

/** First result of `test` among a node and its descendants, from outside to inside. */
function find<T>(node: ts.Node, test: (node: ts.Node) => T | undefined): T | undefined {
  return test(node) ?? ts.forEachChild(node, (child) => find(child, test));
}

function properties(value: ts.Expression | undefined): Map<string, ts.Expression> {
  if (!value || !ts.isObjectLiteralExpression(value)) throw new Error('Expected an object');
  const assignments = value.properties.filter(ts.isPropertyAssignment);
  return new Map(assignments.map((assignment) => [nameOf(assignment.name), assignment.initializer]));
}

function property(value: ts.Expression | undefined, name: string): ts.Expression {
  return need(properties(value), name, 'Service definition');
}

/** `[Buffer.from([1, 2, 3])]` as bytes. */
function bytesOf(value: ts.Expression): Uint8Array {
  const call =
    ts.isArrayLiteralExpression(value) && value.elements.length === 1 ? value.elements[0] : undefined;
  const list = call && ts.isCallExpression(call) ? call.arguments[0] : undefined;
  if (!list || !ts.isArrayLiteralExpression(list)) throw new Error('Expected one list of bytes');
  return Uint8Array.from(list.elements, (element) => {
    if (!ts.isNumericLiteral(element)) throw new Error('Expected a byte');
    return Number(element.text);
  });
}
