/** Most data files that are kept aside; an older one goes once the console is up on newer data. */
export const maxKept = 3
