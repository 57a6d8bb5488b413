#!/usr/bin/env node
import { commandHelp, commands } from './cli/commands.ts'
import { serve } from './cli/serve.ts'
import { tell } from './cli/tell.ts'

async function main([name = '', ...rest]: readonly string[]): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  const text = command ? await tell(command, rest) : await serve(process.argv.slice(2), commandHelp)
  process.stdout.write(`${text}\n`)
}

main(process.argv.slice(2)).catch((error: Error & { code?: string }) => {
  const hint = error.code === 'EADDRINUSE' ? 'The port is taken; give another one with --port.' : error.message
  process.stderr.write(`${hint}\n`)
  process.exit(1)
})
