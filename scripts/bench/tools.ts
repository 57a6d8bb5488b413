import { createRequire } from 'node:module'
import { inRoot } from '../lib/paths.ts'
import { installToolFolder } from '../lib/tool-folder.ts'

const folder = inRoot('scripts/bench/tools')

export const prismProgram = `${folder}/node_modules/@stoplight/prism-cli/dist/index.js`
export const autocannonProgram = `${folder}/node_modules/autocannon/autocannon.js`
export const installBenchTools = (): Promise<void> => installToolFolder(folder)

interface Words {
  toString(encoder?: unknown): string
}
interface Encoder {
  parse(text: string): Words
  stringify(words: Words): string
}

/** As much of crypto-js as the bench calls. */
export interface CryptoJs {
  enc: { Hex: Encoder; Utf8: Encoder; Base64: Encoder; Latin1: Encoder }
  AES: {
    encrypt(text: string, key: Words, options: object): { ciphertext: Words }
    decrypt(sealed: object, key: Words, options: object): Words
  }
  MD5(text: string): Words
  mode: { ECB: unknown }
  pad: { Pkcs7: unknown }
  lib: { CipherParams: { create(parts: object): object } }
}

export const loadCryptoJs = (): CryptoJs => createRequire(`${folder}/package.json`)('crypto-js') as CryptoJs
