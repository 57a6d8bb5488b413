/** Fetches a file of this window's own host: the browser puts it where the person keeps downloads. */
export function download(href: string): void {
  const link = document.createElement('a')
  link.href = href
  link.download = ''
  link.click()
}
