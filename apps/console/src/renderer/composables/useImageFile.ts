import { maxImageLength } from '@asinx-pay/core'
import { computed, onScopeDispose, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { dataUrlLength, sniffImage, sniffLength, type ImageMime } from '../lib/image.ts'

export type ImageFile =
  | { state: 'empty' }
  | { state: 'reading' }
  | { state: 'wrongType' }
  | { state: 'tooLarge'; bytes: number }
  | { state: 'unreadable' }
  | { state: 'ready'; preview: string; name: string; bytes: number; mime: ImageMime; share: number }

const readAs = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('The file could not be read.')))
    reader.readAsDataURL(blob)
  })

/**
 * A picture chosen for a form: told by its bytes, measured, and previewed without leaving the window. It is kept only
 * until the form is sent or closed.
 */
export function useImageFile(given: (dataUrl: string | undefined) => void): {
  file: ShallowRef<ImageFile>
  isWrong: ComputedRef<boolean>
  take: (chosen: File | undefined) => Promise<void>
  clear: () => void
} {
  const file = shallowRef<ImageFile>({ state: 'empty' })
  let turn = 0

  function set(next: ImageFile): void {
    if (file.value.state === 'ready') URL.revokeObjectURL(file.value.preview)
    file.value = next
  }
  function clear(): void {
    turn++
    set({ state: 'empty' })
  }
  async function read(chosen: File): Promise<[ImageFile, string?]> {
    const mime = sniffImage(new Uint8Array(await chosen.slice(0, sniffLength).arrayBuffer()))
    if (mime === null) return [{ state: 'wrongType' }]
    const length = dataUrlLength(chosen.size, mime)
    if (length > maxImageLength) return [{ state: 'tooLarge', bytes: chosen.size }]
    const blob = chosen.slice(0, chosen.size, mime)
    const url = await readAs(blob)
    const { name, size: bytes } = chosen
    return [
      { state: 'ready', preview: URL.createObjectURL(blob), name, bytes, mime, share: length / maxImageLength },
      url,
    ]
  }
  async function take(chosen: File | undefined): Promise<void> {
    clear()
    given(undefined)
    if (!chosen) return
    const mine = turn
    set({ state: 'reading' })
    const [next, url] = await read(chosen).catch((): [ImageFile, string?] => [{ state: 'unreadable' }])
    if (mine !== turn) return
    set(next)
    given(url)
  }
  onScopeDispose(clear)
  const isWrong = computed(() => ['wrongType', 'tooLarge', 'unreadable'].includes(file.value.state))
  return { file, isWrong, take, clear }
}
