import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot } from '../lib/paths.ts'
import { pnpm, run } from '../lib/run.ts'

const packageName = 'n8n-nodes-asinx-pay'

/** Packs the built node package as it would be published, and puts it where n8n keeps what its users install. */
export async function installNodes(home: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'asinx-pack-'))
  try {
    const packed = await run(pnpm('pack', '--pack-destination', folder), {
      cwd: inRoot('packages', packageName),
      output: 'capture',
    })
    const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'))
    if (packed.code !== 0 || !tarball)
      throw new Error(`The n8n nodes could not be packed:\n${packed.output.slice(-2000)}`)
    const target = join(home, '.n8n/nodes/node_modules', packageName)
    await rm(target, { recursive: true, force: true })
    await mkdir(target, { recursive: true })
    const unpacked = await run(['tar', 'xzf', join(folder, tarball), '-C', target, '--strip-components=1'], {
      output: 'capture',
    })
    if (unpacked.code !== 0) throw new Error(`The n8n nodes could not be unpacked:\n${unpacked.output}`)
    return target
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
