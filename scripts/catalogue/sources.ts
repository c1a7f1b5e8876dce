import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const GENERATED = path.join(
  path.dirname(require.resolve('@zitadel/node/package.json')),
  'dist/api/generated',
);

/** Parses a file of the package; `file` is below `dist/api/generated`. */
export function parse(file: string): ts.SourceFile {
  const text = readFileSync(path.join(GENERATED, file), 'utf8');
  const kind = file.endsWith('.js') ? ts.ScriptKind.JS : ts.ScriptKind.TS;
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, false, kind);
}

/** Keeps what `load` gave for a key, so that each file is read once. */
export function cached<T>(load: (key: string) => T): (key: string) => T {
  const kept = new Map<string, T>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const loaded = load(key);
    kept.set(key, loaded);
    return loaded;
  };
}

/** The entry of a map, or an error that says what is missing: the package's form has changed. */
export function need<V>(map: ReadonlyMap<string, V>, key: string, where: string): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`${where}: no ${key}`);
  return value;
}

/** A property's name as text, whether it is written as an identifier, a string or a number. */
export function nameOf(name: ts.PropertyName | ts.BindingName): string {
  if (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name)) return name.text;
  throw new Error(`Unexpected kind of name: ${ts.SyntaxKind[name.kind]}`);
}

/** What is exported as `export const <name> = ...` or declared as `export declare const <name>: ...`. */
export function variables(file: ts.SourceFile): Map<string, ts.VariableDeclaration> {
  const statements = file.statements.filter(ts.isVariableStatement);
  const declarations = statements.flatMap((statement) => [...statement.declarationList.declarations]);
  return new Map(declarations.map((declaration) => [nameOf(declaration.name), declaration]));
}
