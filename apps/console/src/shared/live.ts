/** For how long a live profile is unlocked unless a person says otherwise, and at most, in minutes. */
export const defaultLiveMinutes = 15
export const maxLiveMinutes = 60
