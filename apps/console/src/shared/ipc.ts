/** The two channels between an Electron window and the main process. */
export const answerChannel = 'bridge:ask'
export const newsChannel = 'bridge:news'
