/** Finds SQL in TypeScript: `sql` templates and strings that are SQL, with what stands in their holes as far as the file shows it. */
import ts from 'typescript';

/** What a hole may stand for. The reader of the text tries one after the other until PostgreSQL's parser agrees. */
export interface Hole {
  /** Text of a `const x = sql\`...\`` of the same file. */
  readonly inline?: readonly (string | Hole)[];
}

export interface SqlText {
  readonly line: number;
  readonly pieces: readonly (string | Hole)[];
  /** It stands in a hole of another text of the file and is read there. */
  readonly usedInside: boolean;
}

const VERB =
  /^\s*(select|insert\s+into|update\s+\w+\s+set|delete\s+from|with\s+\w+|merge\s+into|create\s+|alter\s+|drop\s+|copy\s+|lock\s+table|listen|notify)\b/i;

export function parseSource(file: string, source: string): ts.SourceFile {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file, source, ts.ScriptTarget.ES2023, true, kind);
}

export function visit(node: ts.Node, use: (node: ts.Node) => void): void {
  use(node);
  ts.forEachChild(node, (child) => visit(child, use));
}

export function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
}

function isSqlTag(node: ts.Node): node is ts.TaggedTemplateExpression {
  return ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) && node.tag.text === 'sql';
}

/** `const x = sql\`...\`` anywhere in the file; a name given twice stands for nothing. */
function named(source: ts.SourceFile): ReadonlyMap<string, ts.TaggedTemplateExpression> {
  const found = new Map<string, ts.TaggedTemplateExpression>();
  const twice = new Set<string>();
  visit(source, (node) => {
    if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || !node.initializer) return;
    const name = node.name.text;
    if (found.has(name)) twice.add(name);
    if (isSqlTag(node.initializer)) found.set(name, node.initializer);
  });
  for (const name of twice) found.delete(name);
  return found;
}

export function sqlTexts(source: ts.SourceFile): readonly SqlText[] {
  const names = named(source);
  const inlined = new Set<ts.Node>();
  const found: { node: ts.Node; pieces: readonly (string | Hole)[] }[] = [];

  const piecesOf = (template: ts.TemplateLiteral, depth: number): (string | Hole)[] => {
    if (ts.isNoSubstitutionTemplateLiteral(template)) return [template.text];
    const pieces: (string | Hole)[] = [template.head.text];
    for (const span of template.templateSpans) {
      pieces.push(holeOf(span.expression, depth), span.literal.text);
    }
    return pieces;
  };
  const holeOf = (expression: ts.Expression, depth: number): Hole => {
    const template = isSqlTag(expression)
      ? expression
      : ts.isIdentifier(expression)
        ? names.get(expression.text)
        : undefined;
    if (template) inlined.add(template);
    return template && depth < 4 ? { inline: piecesOf(template.template, depth + 1) } : {};
  };

  visit(source, (node) => {
    if (isSqlTag(node)) {
      found.push({ node, pieces: piecesOf(node.template, 0) });
    } else if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      if (!isSqlTag(node.parent) && VERB.test(node.text)) found.push({ node, pieces: [node.text] });
    } else if (ts.isTemplateExpression(node) && !isSqlTag(node.parent) && VERB.test(node.head.text)) {
      found.push({ node, pieces: piecesOf(node, 0) });
    }
  });
  return found.map(({ node, pieces }) => ({ line: lineOf(source, node), pieces, usedInside: inlined.has(node) }));
}
