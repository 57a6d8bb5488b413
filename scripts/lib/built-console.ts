import { pathToFileURL } from 'node:url'
import { inRoot } from './paths.ts'

/** The console's host for a browser as it was built: its sources, which are many files, take several times as long to load. */
export const builtBrowserHost = (): Promise<typeof import('../../apps/console/src/main/browser/host.ts')> =>
  import(pathToFileURL(inRoot('apps/console/out/main/browser/index.js')).href)
