export const scheme = 'app'
export const bundleHost = 'bundle'
/** The one origin the window ever shows. */
export const bundleOrigin = `${scheme}://${bundleHost}`
