/** Addresses and logins of everything that runs, for people and for `board.json`. */
export interface Board {
  sandbox: { url: string; apiUrl: string; page: string; appId: string; appSecret: string }
  console?: { kind: 'electron' | 'browser'; url?: string; receiverUrl: string | null }
  n8n?: { url: string; email: string; password: string; notifyUrl: string; workflows: { name: string; id: string }[] }
}

const lines = (board: Board): string[] => [
  `Sandbox   ${board.sandbox.page}`,
  `  API     ${board.sandbox.apiUrl}   appId ${board.sandbox.appId}`,
  `  secret  ${board.sandbox.appSecret}   (the vendor's published demo secret)`,
  ...(board.console?.url ? [`Console   ${board.console.url}   (the address works once)`] : []),
  ...(board.console && !board.console.url ? ['Console   in its own window'] : []),
  ...(board.console?.receiverUrl ? [`  notify  ${board.console.receiverUrl}`] : []),
  ...(board.n8n
    ? [
        `n8n       ${board.n8n.url}`,
        `  login   ${board.n8n.email}   ${board.n8n.password}`,
        `  notify  ${board.n8n.notifyUrl}`,
        ...board.n8n.workflows.map(({ name, id }) => `  flow    ${name}   ${board.n8n?.url}/workflow/${id}`),
      ]
    : []),
]

export function showBoard(board: Board): void {
  const rule = '─'.repeat(78)
  console.log(['', rule, ...lines(board), rule, 'Ctrl-C ends it all.'].join('\n'))
}
