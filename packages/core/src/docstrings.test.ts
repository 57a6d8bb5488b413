/** Everything the doors let out says what it is. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const manifest = JSON.parse(readFileSync(pathOf('../package.json'), 'utf8')) as { exports: Record<string, unknown> }
const doors = Object.values(manifest.exports)
  .filter((door) => typeof door === 'object' && door !== null)
  .map((door) => pathOf(`../${(door as Record<string, string>)['@asinx-pay/source']}`))

const config = ts.readConfigFile(pathOf('../tsconfig.json'), (name) => ts.sys.readFile(name)).config as object
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, pathOf('..'), undefined, pathOf('../tsconfig.json'))
const program = ts.createProgram(doors, options)
const checker = program.getTypeChecker()

function undocumented(door: string): string[] {
  const source = program.getSourceFile(door)
  const module = source && checker.getSymbolAtLocation(source)
  if (!module) return [`${door} is no module`]
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0
    const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported
    const said = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim()
    return said === '' ? [exported.name] : []
  })
}

test.each(doors)('%s', (door) => {
  expect(undocumented(door)).toEqual([])
})
