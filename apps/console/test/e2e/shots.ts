/** Makes a picture of every page in both themes, both languages and three sizes, for a person to look at. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { closeChromium } from './chromium-driver.ts'
import { openConsole } from './console.ts'
import { visits } from './pages.ts'

const folder = fileURLToPath(new URL('../../../../.cache/shots', import.meta.url))
const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 640 },
  { width: 1920, height: 1080 },
]
const only = process.argv[2]

await mkdir(folder, { recursive: true })
const console = await openConsole()
for (const theme of ['light', 'dark'] as const)
  for (const locale of ['en', 'zh'] as const) {
    await console.command('settings.set', { theme, locale })
    for (const { name, path } of await visits(console))
      for (const size of sizes) {
        if (only !== undefined && !name.startsWith(only)) continue
        await console.page.setViewportSize(size)
        await console.show(path)
        const file = `${name}-${theme}-${locale}-${size.width}x${size.height}.png`
        await console.page.screenshot({ path: join(folder, file) })
      }
  }
await console.close()
await closeChromium()
process.stdout.write(`${folder}\n`)
