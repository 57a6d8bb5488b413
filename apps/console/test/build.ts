import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const builder = fileURLToPath(new URL('../../../scripts/build.ts', import.meta.url))

/** Before any test of pages: the build is the one of these sources. */
export async function setup(): Promise<void> {
  await promisify(execFile)(process.execPath, [builder, 'console'])
}
