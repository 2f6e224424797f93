// The docstrings that tsc leaves out of declarations: where it writes down the type of a set that another file declares, it drops the comments.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { root } from './lib.js'

/** Puts each member's docstring into the declarations of a package that tsc has built. No line moves, so that the maps stay right. */
export function docsInTypes(/** @type {string} */ folder) {
  const { fileNames, options } = projectOf(folder)
  const program = ts.createProgram(fileNames, { ...options, noEmit: true })
  const checker = program.getTypeChecker()
  for (const source of program.getSourceFiles()) {
    if (!source.fileName.startsWith(join(root, folder, 'src/'))) continue
    const file = source.fileName.replace('/src/', '/dist/').replace(/\.ts$/, '.d.ts')
    const text = readFileSync(file, 'utf8')
    const documented = insert(
      text,
      missing(checker, source, ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)),
    )
    if (documented !== text) writeFileSync(file, documented)
  }
}

function projectOf(/** @type {string} */ folder) {
  const path = join(root, folder, 'tsconfig.json')
  const { config } = ts.readConfigFile(path, ts.sys.readFile)
  return ts.parseJsonConfigFileContent(config, ts.sys, join(root, folder))
}

/** @typedef {{ at: number, doc: string }} Comment */

/**
 * The docstrings that `source` has for what `declarations`, written from it, has without.
 * @param {ts.TypeChecker} checker
 * @param {ts.SourceFile} source
 * @param {ts.SourceFile} declarations
 */
function missing(checker, source, declarations) {
  /** @type {Comment[]} */
  const comments = []
  const module = checker.getSymbolAtLocation(source)
  if (module === undefined) return comments
  const types = new Map(
    checker
      .getExportsOfModule(module)
      .map((symbol) => [symbol.name, checker.getTypeOfSymbolAtLocation(symbol, source)]),
  )
  for (const statement of declarations.statements) {
    if (!ts.isVariableStatement(statement)) continue
    for (const { name, type: node } of statement.declarationList.declarations) {
      const type = types.get(name.getText())
      if (node && type) walk(node, type)
    }
  }
  return comments

  /** `node` is how tsc wrote `type` down. */
  function walk(/** @type {ts.TypeNode} */ node, /** @type {ts.Type} */ type) {
    if (ts.isTypeLiteralNode(node)) {
      for (const member of node.members) if (ts.isPropertySignature(member)) property(member, type)
    } else if (ts.isTypeReferenceNode(node) || ts.isImportTypeNode(node)) {
      const { aliasTypeArguments } = type
      const given = aliasTypeArguments ?? checker.getTypeArguments(/** @type {ts.TypeReference} */ (type))
      each(node.typeArguments ?? [], given)
    } else if (ts.isTypeOperatorNode(node)) {
      walk(node.type, type)
    } else if (ts.isArrayTypeNode(node)) {
      each([node.elementType], checker.getTypeArguments(/** @type {ts.TypeReference} */ (type)))
    } else if (ts.isParenthesizedTypeNode(node)) {
      walk(node.type, type)
    } else if (ts.isIntersectionTypeNode(node)) {
      for (const part of node.types) walk(part, type)
    } else if (ts.isUnionTypeNode(node) && type.isUnion() && type.types.length === node.types.length) {
      each(node.types, type.types)
    } else if (ts.isTupleTypeNode(node)) {
      each(node.elements, checker.getTypeArguments(/** @type {ts.TypeReference} */ (type)))
    }
  }

  function each(/** @type {readonly ts.TypeNode[]} */ nodes, /** @type {readonly ts.Type[]} */ given) {
    nodes.forEach((node, i) => {
      const type = given[i]
      if (type) walk(node, type)
    })
  }

  function property(/** @type {ts.PropertySignature} */ member, /** @type {ts.Type} */ type) {
    const name = ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : ''
    const symbol = checker.getPropertyOfType(type, name)
    if (symbol === undefined || member.type === undefined) return
    const doc = ts.displayPartsToString(symbol.getDocumentationComment(checker))
    if (doc !== '' && ts.getJSDocCommentsAndTags(member).length === 0)
      comments.push({ at: member.getStart(), doc: doc.replace(/\s+/g, ' ') })
    walk(member.type, checker.getTypeOfSymbol(symbol))
  }
}

function insert(/** @type {string} */ text, /** @type {Comment[]} */ comments) {
  let out = ''
  let from = 0
  for (const { at, doc } of comments.sort((a, b) => a.at - b.at)) {
    out += `${text.slice(from, at)}/** ${doc} */ `
    from = at
  }
  return out + text.slice(from)
}
