/** Where the API sits; the signed path is what follows. */
export const basePath = '/api-web'
