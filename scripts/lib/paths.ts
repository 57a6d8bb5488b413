import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '')
export const inRoot = (...parts: string[]): string => [root, ...parts].join('/')
/** Development sources are read straight from the packages; nothing has to be built for it. */
export const sourceCondition = '--conditions=@asinx-pay/source'
