import { demoCredentials } from '@asinx-pay/sandbox'

/** What a person writes into Code nodes who has no node for ASINX PAY: the vendor's scheme with n8n's own means. */
const scheme = `const { createCipheriv, createDecipheriv, createHash } = require('crypto');
const key = Buffer.from('${demoCredentials.appSecret}', 'hex');
function sign(path, body) {
  const cipher = createCipheriv('aes-128-ecb', key, null);
  const hex = cipher.update(Buffer.from(path + body).toString('base64'), 'latin1', 'hex') + cipher.final('hex');
  return createHash('md5').update(hex).digest('hex');
}
function open(sealed) {
  const decipher = createDecipheriv('aes-128-ecb', key, null);
  const base64 = decipher.update(sealed, 'hex', 'latin1') + decipher.final('latin1');
  return JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
}
`

/** People who are new in every execution: nobody can be registered twice. */
export const peopleCode = (count: number): string => `return Array.from({ length: ${count} }, (_, index) => ({
  json: { email: $execution.id + '.' + index + '@example.com', mobileNumber: $execution.id + '555' + String(index).padStart(4, '0') },
}));`

/** Signs a registration per item; the members of a body are in the order in which they are signed. */
export const signCode = `${scheme}
return $input.all().map(({ json: { email, mobileNumber } }) => {
  const body = JSON.stringify({ email, mobileNumber, mobilePrefix: '1' });
  return { json: { body, sign: sign('/user/register', body) } };
});`

/** Opens the reply of every item. */
export const openReplyCode = `${scheme}
return $input.all().map(({ json: { code, message, result } }) => ({ json: { code, message, result: open(result) } }));`

/** Opens the notify of a Webhook node. */
export const openNotifyCode = `${scheme}
return $input.all().map(({ json: { body: { type, uniqueNo, result } } }) => ({ json: { type, uniqueNo, data: open(result) } }));`
