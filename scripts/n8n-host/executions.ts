import type { EditorApi } from './editor-api.ts'

/** One run of a workflow. */
export interface Execution {
  id: string
  /** `success`, `error`, `running`, … */
  status: string
  /** What each node put out in its last run, by node name: the `json` of its items. */
  output: Record<string, unknown[]>
}

interface RunData {
  resultData?: { runData?: Record<string, { data?: { main?: ({ json: unknown }[] | null)[] } }[]> }
}

/** Most recent executions that are read. */
const maxExecutions = 50

/** n8n stores run data "flattened": a list of values in which every text inside a value is a number of the list. */
export function unflatten(text: string): unknown {
  const list = JSON.parse(text) as unknown[]
  const seen = new Map<number, unknown>()
  const read = (member: unknown): unknown => {
    if (typeof member !== 'string') return member
    const index = Number(member)
    const value = list[index]
    if (typeof value !== 'object' || value === null) return value
    if (seen.has(index)) return seen.get(index)
    const copy: Record<string, unknown> = Array.isArray(value) ? ([] as never) : {}
    seen.set(index, copy)
    for (const [name, inner] of Object.entries(value)) copy[name] = read(inner)
    return copy
  }
  return read('0')
}

/** A run that has just begun has no data yet. */
const outputOf = ({ resultData }: RunData = {}): Execution['output'] =>
  Object.fromEntries(
    Object.entries(resultData?.runData ?? {}).map(([name, runs]) => [
      name,
      (runs.at(-1)?.data?.main ?? []).flatMap((items) => (items ?? []).map(({ json }) => json)),
    ]),
  )

/** Every status there is, by whether an execution that has it is over. */
const statuses = {
  ended: ['success', 'error', 'crashed', 'canceled', 'unknown'],
  underWay: ['new', 'running', 'waiting'],
} as const

/** An execution without its data. */
export interface Listed {
  id: string
  status: string
  /** ISO 8601; null before the start, and before the end. */
  startedAt: string | null
  stoppedAt: string | null
}

/** n8n's own limit of a page. */
const pageSize = 100

/**
 * All executions of a workflow that are over, or under way, newest first. n8n pages by ID, but orders by ID only when it
 * is asked for statuses: otherwise it orders by start, and pages leave out what has started in another order.
 */
export async function listExecutions(
  api: EditorApi,
  workflowId: string,
  which: keyof typeof statuses,
): Promise<Listed[]> {
  const filter = encodeURIComponent(JSON.stringify({ workflowId, status: statuses[which] }))
  const listed: Listed[] = []
  for (;;) {
    const last = listed.at(-1)
    const page = `/rest/executions?filter=${filter}&limit=${pageSize}${last ? `&lastId=${last.id}` : ''}`
    const { results } = (await api.get(page)) as { results: Listed[] }
    listed.push(...results)
    if (results.length < pageSize) return listed
  }
}

/** One execution with what its nodes put out. */
export async function readExecution(api: EditorApi, id: string): Promise<Execution & Listed> {
  const { data, ...listed } = (await api.get(`/rest/executions/${id}`)) as Listed & { data: string }
  return { ...listed, id, output: outputOf(unflatten(data) as RunData | undefined) }
}

/** The executions of a workflow with what its nodes put out, newest first. */
export async function readExecutions(api: EditorApi, workflowId: string): Promise<Execution[]> {
  const filter = encodeURIComponent(JSON.stringify({ workflowId }))
  const list = (await api.get(`/rest/executions?filter=${filter}&limit=${maxExecutions}`)) as {
    results: { id: string }[]
  }
  return Promise.all(list.results.map(({ id }) => readExecution(api, id)))
}

/** How many executions of a workflow n8n has stored. */
export async function countExecutions(api: EditorApi, workflowId: string): Promise<number> {
  const filter = encodeURIComponent(JSON.stringify({ workflowId }))
  return ((await api.get(`/rest/executions?filter=${filter}&limit=1`)) as { count: number }).count
}
