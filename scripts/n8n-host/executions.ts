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

/** The executions of a workflow with what its nodes put out, newest first. */
export async function readExecutions(api: EditorApi, workflowId: string): Promise<Execution[]> {
  const filter = encodeURIComponent(JSON.stringify({ workflowId }))
  const list = (await api.get(`/rest/executions?filter=${filter}&limit=${maxExecutions}`)) as {
    results: { id: string }[]
  }
  return Promise.all(
    list.results.map(async ({ id }) => {
      const { status, data } = (await api.get(`/rest/executions/${id}`)) as { status: string; data: string }
      return { id, status, output: outputOf(unflatten(data) as RunData | undefined) }
    }),
  )
}
