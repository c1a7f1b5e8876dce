import path from 'node:path';
import ts from 'typescript';
import { cached, nameOf, need, parse, variables } from './sources';

/** A message or an enum by where it is declared. */
export interface TypeName {
  module: string;
  name: string;
}

/** A field as its message's interface declares it. */
export interface DeclaredField {
  name: string;
  /** Marked with `?`: a member of a oneof, or optional in the proto. */
  optional: boolean;
  type: ts.TypeNode;
}

/** A method as the service's definition declares it. */
export interface DeclaredMethod {
  key: string;
  name: string;
  request: TypeName;
  response: TypeName;
  comment: string;
}

interface Declarations {
  file: ts.SourceFile;
  protobufPackage: string;
  messages: Map<string, ts.InterfaceDeclaration>;
  enums: Map<string, ts.EnumDeclaration>;
  imports: Map<string, TypeName>;
  constants: Map<string, ts.VariableDeclaration>;
}

const declarations = cached(readDeclarations);

/** Full proto name of a message or an enum. */
export function fullName({ module, name }: TypeName): string {
  return `${declarations(module).protobufPackage}.${name}`;
}

/** Finds what a name in a module stands for, through the module's imports. */
export function resolve(module: string, name: string): TypeName {
  const { messages, enums, imports } = declarations(module);
  if (messages.has(name) || enums.has(name)) return { module, name };
  return need(imports, name, module);
}

/** Whether the name is an enum's; otherwise it is a message's. */
export function isEnum({ module, name }: TypeName): boolean {
  return declarations(module).enums.has(name);
}

/** A message's fields in the order of the proto. */
export function fieldsOf({ module, name }: TypeName): DeclaredField[] {
  const message = need(declarations(module).messages, name, module);
  return message.members.map((member) => {
    if (!ts.isPropertySignature(member) || !member.type) throw new Error(`${module}: ${name} is no message`);
    return { name: nameOf(member.name), optional: member.questionToken !== undefined, type: member.type };
  });
}

/** An enum's value names in the order of their numbers, without ts-proto's own UNRECOGNIZED. */
export function valuesOf({ module, name }: TypeName): string[] {
  const { members } = need(declarations(module).enums, name, module);
  const numbered = members.map((member) => ({
    name: nameOf(member.name),
    number: numberOf(member.initializer),
  }));
  const values = numbered.filter((value) => value.name !== 'UNRECOGNIZED');
  return values.sort((a, b) => a.number - b.number).map((value) => value.name);
}

/** A service's full name and its methods in the order of the proto. */
export function serviceOf(
  module: string,
  definition: string,
): { fullName: string; methods: DeclaredMethod[] } {
  const { constants, file } = declarations(module);
  const members = membersOf(need(constants, definition, module).type);
  return {
    fullName: textOf(need(members, 'fullName', definition).type),
    methods: [...membersOf(need(members, 'methods', definition).type)].map(([key, method]) => ({
      key,
      ...methodOf(module, membersOf(method.type)),
      comment: commentOf(file, method),
    })),
  };
}

function readDeclarations(module: string): Declarations {
  const file = parse(module.replace(/\.js$/, '.d.ts'));
  const constants = variables(file);
  return {
    file,
    protobufPackage: textOf(need(constants, 'protobufPackage', module).initializer),
    messages: new Map(
      file.statements.filter(ts.isInterfaceDeclaration).map((node) => [node.name.text, node]),
    ),
    enums: new Map(file.statements.filter(ts.isEnumDeclaration).map((node) => [node.name.text, node])),
    imports: new Map(
      file.statements.filter(ts.isImportDeclaration).flatMap((node) => importsOf(module, node)),
    ),
    constants,
  };
}

function importsOf(module: string, node: ts.ImportDeclaration): Array<[string, TypeName]> {
  const bindings = node.importClause?.namedBindings;
  const from = textOf(node.moduleSpecifier);
  if (!from.startsWith('.') || !bindings || !ts.isNamedImports(bindings)) return [];
  const target = path.posix.join(path.posix.dirname(module), from);
  return bindings.elements.map((element) => [
    element.name.text,
    { module: target, name: nameOf(element.propertyName ?? element.name) },
  ]);
}

function methodOf(
  module: string,
  members: Map<string, ts.PropertySignature>,
): Omit<DeclaredMethod, 'key' | 'comment'> {
  const messageOf = (property: string): TypeName => {
    const type = need(members, property, module).type;
    const generic = type && (ts.isTypeReferenceNode(type) || ts.isImportTypeNode(type)) ? type : undefined;
    const message = generic?.typeArguments?.[0];
    if (!message || !ts.isTypeReferenceNode(message)) throw new Error(`${module}: ${property} is no message`);
    return resolve(module, referenceName(message));
  };
  return {
    name: textOf(need(members, 'name', module).type),
    request: messageOf('requestType'),
    response: messageOf('responseType'),
  };
}

/** The identifier that a type reference consists of. */
export function referenceName(type: ts.TypeReferenceNode): string {
  if (ts.isIdentifier(type.typeName)) return type.typeName.text;
  throw new Error(`Unexpected qualified name ${type.typeName.right.text}`);
}

function membersOf(type: ts.TypeNode | undefined): Map<string, ts.PropertySignature> {
  if (!type || !ts.isTypeLiteralNode(type)) throw new Error('Expected the type of an object');
  return new Map(type.members.filter(ts.isPropertySignature).map((member) => [nameOf(member.name), member]));
}

function textOf(node: ts.Node | undefined): string {
  const literal = node && ts.isLiteralTypeNode(node) ? node.literal : node;
  if (literal && ts.isStringLiteral(literal)) return literal.text;
  throw new Error('Expected a text');
}

function numberOf(node: ts.Expression | undefined): number {
  const minus = node && ts.isPrefixUnaryExpression(node);
  const literal = minus ? node.operand : node;
  if (!literal || !ts.isNumericLiteral(literal)) throw new Error('Expected a number');
  return minus ? -Number(literal.text) : Number(literal.text);
}

function commentOf(file: ts.SourceFile, node: ts.Node): string {
  const ranges = ts.getLeadingCommentRanges(file.text, node.pos) ?? [];
  return ranges.map((range) => file.text.slice(range.pos, range.end)).join('\n');
}
