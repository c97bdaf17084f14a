import ts from 'typescript';

/** A part of a source text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One way out of a branch: it is taken when this is reached, or when `of` is reached more often than `instead`. */
export type Arm = Span & {
  readonly otherwise?: { readonly of: Span; readonly instead: Span };
  /** What stands after a look-up (`?? 0`): the type checker wants it though what is looked up may always be there. */
  readonly isFallback?: true;
};

export interface Branch {
  readonly kind: 'if' | 'cond-expr' | 'switch' | 'binary-expr';
  readonly span: Span;
  readonly arms: readonly Arm[];
}

/** What can be reached in a source file: Istanbul's statements and branches, without default arguments, which V8 does not count. */
export interface Places {
  readonly statements: readonly Span[];
  readonly branches: readonly Branch[];
  readonly functions: readonly (Span & { readonly name: string })[];
}

export function placesIn(path: string, text: string): Places {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const [statements, branches, functions]: [Span[], Branch[], (Span & { name: string })[]] = [[], [], []];
  const span = (node: ts.Node): Span => ({ start: node.getStart(file), end: node.end });

  const visit = (node: ts.Node, name: string): void => {
    if (ts.isTypeNode(node) || isOnlyTypes(node)) return;
    const inside = nameOf(node, name);
    if (isFunction(node) && node.body) functions.push({ ...span(node.body), name: inside || '(unnamed)' });
    if (isExecuted(node)) statements.push(span(node));
    const value = initialised(node);
    if (value) statements.push(span(bare(value)));
    const branch = branchAt(node, span);
    if (branch && branch.arms.length > 1) branches.push(branch);
    ts.forEachChild(node, child => visit(child, inside));
  };
  visit(file, '');
  return { statements, branches, functions };
}

function isOnlyTypes(node: ts.Node): boolean {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node))
    return true;
  return ts.canHaveModifiers(node) && !!ts.getModifiers(node)?.some(isOfTypesOnly);
}

function isOfTypesOnly({ kind }: ts.Modifier): boolean {
  return kind === ts.SyntaxKind.DeclareKeyword || kind === ts.SyntaxKind.AbstractKeyword;
}

type Function = ts.FunctionLikeDeclaration;

function isFunction(node: ts.Node): node is Function {
  return ts.isFunctionLike(node) && 'body' in node;
}

/** Names from the outside in, as in `Printer.start`. */
function nameOf(node: ts.Node, outer: string): string {
  const named =
    ts.isClassLike(node) ||
    isFunction(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isPropertyAssignment(node);
  if (!named || !node.name) return ts.isConstructorDeclaration(node) ? `${outer}.constructor` : outer;
  const own = node.name.getText();
  if (ts.isVariableDeclaration(node) && !(node.initializer && holdsCode(node.initializer))) return outer;
  return outer === '' ? own : `${outer}.${own}`;
}

function holdsCode(value: ts.Expression): boolean {
  const inner = bare(value);
  return ts.isArrowFunction(inner) || ts.isFunctionExpression(inner) || ts.isObjectLiteralExpression(inner);
}

function isExecuted(node: ts.Node): boolean {
  if (ts.isArrowFunction(node.parent ?? node) && (node.parent as ts.ArrowFunction).body === node)
    return !ts.isBlock(node);
  return (
    ts.isStatement(node) &&
    !ts.isBlock(node) &&
    !ts.isVariableStatement(node) &&
    !ts.isFunctionDeclaration(node) &&
    !ts.isClassDeclaration(node) &&
    !ts.isEmptyStatement(node) &&
    !ts.isExportDeclaration(node) &&
    !ts.isExportAssignment(node)
  );
}

function initialised(node: ts.Node): ts.Expression | undefined {
  return ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node) ? node.initializer : undefined;
}

function branchAt(node: ts.Node, span: (node: ts.Node) => Span): Branch | undefined {
  if (ts.isIfStatement(node)) {
    const then = span(first(node.thenStatement));
    const otherwise = node.elseStatement
      ? span(first(node.elseStatement))
      : { ...span(node), otherwise: { of: span(bare(node.expression)), instead: then } };
    return { kind: 'if', span: span(node), arms: [then, otherwise] };
  }
  if (ts.isConditionalExpression(node))
    return {
      kind: 'cond-expr',
      span: span(node),
      arms: [span(bare(node.whenTrue)), span(bare(node.whenFalse))],
    };
  if (ts.isSwitchStatement(node)) {
    const arms = node.caseBlock.clauses.flatMap(({ statements: [statement] }) =>
      statement ? [span(first(statement))] : [],
    );
    return { kind: 'switch', span: span(node), arms };
  }
  if (isLogical(node) && !(node.parent && isLogical(around(node))))
    return { kind: 'binary-expr', span: span(node), arms: armsOf(node, span) };
  return undefined;
}

function armsOf(node: ts.BinaryExpression, span: (node: ts.Node) => Span): Arm[] {
  const all = operands(node);
  return all.map((operand, index) => {
    const before = all[index - 1];
    const isFallback =
      node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken && before && isLookUp(before);
    return { ...span(operand), ...(isFallback && { isFallback: true }) };
  });
}

const lookUps = /^(at|get|find|findLast|exec|match|shift|pop|codePointAt)$/;

function isLookUp(value: ts.Expression): boolean {
  const inner = bare(value);
  if (ts.isElementAccessExpression(inner)) return true;
  if (ts.isPropertyAccessExpression(inner)) return isLookUp(inner.expression);
  return (
    ts.isCallExpression(inner) &&
    ts.isPropertyAccessExpression(inner.expression) &&
    (lookUps.test(inner.expression.name.text) || isLookUp(inner.expression.expression))
  );
}

/** Of a block its first statement: the block itself may leave no trace in what is compiled. */
function first(statement: ts.Statement): ts.Node {
  if (!ts.isBlock(statement)) return bare(statement);
  const [inner] = statement.statements;
  return inner ? first(inner) : statement;
}

const logical = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

function isLogical(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && logical.has(node.operatorToken.kind as never);
}

function operands(node: ts.Expression): ts.Expression[] {
  const inner = bare(node);
  return isLogical(inner) ? [...operands(inner.left), ...operands(inner.right)] : [inner];
}

/** What an expression stands in, brackets apart. */
function around(node: ts.Node): ts.Node {
  let outer = node.parent;
  while (ts.isParenthesizedExpression(outer)) outer = outer.parent;
  return outer;
}

/** Without brackets and what only types are about. */
function bare<T extends ts.Node>(node: T): ts.Node & (T extends ts.Expression ? ts.Expression : unknown) {
  let inner: ts.Node = node;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isNonNullExpression(inner)
  )
    inner = inner.expression;
  return inner as ts.Node & (T extends ts.Expression ? ts.Expression : unknown);
}
