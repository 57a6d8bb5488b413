/** n8n's REST interface as its editor uses it. */
export interface EditorApi {
  get(path: string): Promise<unknown>
  post(path: string, body: unknown): Promise<unknown>
  patch(path: string, body: unknown): Promise<unknown>
  /** Of the session, for what is not under `/rest`. */
  headers: Record<string, string>
}

export interface Owner {
  email: string
  password: string
}

/** n8n ties a session to this header. */
/** A connection each: n8n closes idle ones, and a request that meets the end of one fails. */
const baseHeaders = { 'content-type': 'application/json', 'browser-id': 'asinx-pay-toolkit', connection: 'close' }

async function send(url: string, init: RequestInit): Promise<{ response: Response; data: unknown }> {
  const response = await fetch(url, init)
  const text = await response.text()
  if (!response.ok)
    throw new Error(`n8n answered HTTP ${response.status} to ${new URL(url).pathname}: ${text.slice(0, 300)}`)
  return { response, data: text ? (JSON.parse(text) as { data: unknown }).data : undefined }
}

/** Sets the owner up on a new instance; an instance that has one says so and is left alone. */
async function setUpOwner(url: string, owner: Owner): Promise<void> {
  const body = JSON.stringify({ ...owner, firstName: 'Sandbox', lastName: 'Owner' })
  const response = await fetch(`${url}/rest/owner/setup`, { method: 'POST', headers: baseHeaders, body })
  if (!response.ok && response.status !== 400) throw new Error(`n8n refused the owner (HTTP ${response.status})`)
}

/** Logs the owner in, setting the owner up first where there is none. @throws Error */
export async function openEditorApi(url: string, owner: Owner): Promise<EditorApi> {
  await setUpOwner(url, owner)
  const login = { emailOrLdapLoginId: owner.email, password: owner.password }
  const { response } = await send(`${url}/rest/login`, {
    method: 'POST',
    headers: baseHeaders,
    body: JSON.stringify(login),
  })
  const cookie = response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const headers = { ...baseHeaders, cookie }
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) }
    return (await send(url + path, init)).data
  }
  return {
    headers,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    patch: (path, body) => call('PATCH', path, body),
  }
}
