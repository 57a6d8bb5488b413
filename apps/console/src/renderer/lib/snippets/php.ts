import { shownRequest, type SnippetCall } from './call.ts'

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`

/** A PHP script without dependencies that signs, sends and opens the reply. */
export function phpOf(call: SnippetCall): string {
  const { path, body, uid } = shownRequest(call)
  const headers = [
    quoted('appId: ' + call.appId),
    ...(uid === undefined ? [] : [quoted('uId: ' + uid)]),
    "'sign: ' . $sign",
    "'content-type: application/json;charset=UTF-8'",
  ]
  return [
    '<?php',
    "$key = hex2bin(getenv('ASINX_APP_SECRET'));",
    `$path = ${quoted(path)};`,
    `$body = ${quoted(body)};`,
    "$cipher = openssl_encrypt(base64_encode($path . $body), 'aes-128-ecb', $key, OPENSSL_RAW_DATA);",
    '$sign = md5(bin2hex($cipher));',
    "$context = stream_context_create(['http' => [",
    "    'method' => 'POST',",
    `    'header' => [${headers.join(', ')}],`,
    "    'content' => $body,",
    "    'follow_location' => 0,",
    "    'ignore_errors' => true,",
    "    'timeout' => 15,",
    ']]);',
    `$reply = json_decode(file_get_contents(${quoted(call.baseUrl.replace(/\/$/, ''))} . $path, false, $context), true);`,
    "if (!empty($reply['result'])) {",
    "    $plain = openssl_decrypt(hex2bin($reply['result']), 'aes-128-ecb', $key, OPENSSL_RAW_DATA);",
    "    $reply['result'] = json_decode(base64_decode($plain, true), true, 512, JSON_BIGINT_AS_STRING);",
    '}',
    'var_dump($reply);',
  ].join('\n')
}
