import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

interface Message {
  role: string
  content?: unknown
}

interface ChatRequest {
  messages: Message[]
  tools?: { function: { name: string } }[]
}

/** A language model that does what it is told: it calls every tool it is offered once, and then has done. */
export interface Model {
  /** Base address, as OpenAI's. */
  url: string
  /** What the tools have answered it so far. */
  answers(): string[]
  close(): Promise<void>
}

function replyTo({ messages, tools = [] }: ChatRequest, call: object): object {
  const isAnswered = messages.some(({ role }) => role === 'tool')
  const toolCalls = tools.map(({ function: { name } }, index) => ({
    id: `call_${index}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(call) },
  }))
  const message = isAnswered ? { content: 'Done.' } : { content: null, tool_calls: toolCalls }
  return {
    id: 'chat-1',
    object: 'chat.completion',
    created: 0,
    model: 'model',
    choices: [
      { index: 0, message: { role: 'assistant', ...message }, finish_reason: isAnswered ? 'stop' : 'tool_calls' },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  }
}

/** @param call What it fills the tools' fields with. */
export async function openModel(call: object): Promise<Model> {
  const answers: string[] = []
  const take = async (request: IncomingMessage): Promise<object> => {
    const chat = (await json(request)) as ChatRequest
    answers.push(...chat.messages.filter(({ role }) => role === 'tool').map(({ content }) => JSON.stringify(content)))
    return replyTo(chat, call)
  }
  const server = createServer((request, response) => {
    void take(request).then((reply) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(reply)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    answers: () => answers,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
