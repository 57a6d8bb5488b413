import { shownRequest, type SnippetCall } from './call.ts'

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** A shell script that signs and sends; the secret comes from the environment. The reply's `result` stays sealed. */
export function curlOf(call: SnippetCall): string {
  const { path, body, uid } = shownRequest(call)
  const headers = ['appId: ' + call.appId, ...(uid === undefined ? [] : ['uId: ' + uid])]
  return [
    '# Needs curl and openssl, and the secret in the environment: export ASINX_APP_SECRET=…',
    `REQUEST_PATH=${quoted(path)}`,
    `BODY=${quoted(body)}`,
    `CIPHER=$(printf '%s%s' "$REQUEST_PATH" "$BODY" | openssl base64 -A | openssl enc -aes-128-ecb -K "$ASINX_APP_SECRET" | od -An -v -tx1 | tr -d ' \\n')`,
    `SIGN=$(printf '%s' "$CIPHER" | openssl md5 -r | cut -c1-32)`,
    `curl --silent --show-error --max-redirs 0 --request POST ${quoted(call.baseUrl.replace(/\/$/, ''))}"$REQUEST_PATH" \\`,
    ...headers.map((header) => `  --header ${quoted(header)} \\`),
    '  --header "sign: $SIGN" \\',
    "  --header 'content-type: application/json;charset=UTF-8' \\",
    '  --data-binary "$BODY"',
  ].join('\n')
}
