/** `202707` as `07/27`, the way a card shows it and a shop asks for it. */
export const expiryText = (expiry: string): string => expiry.replace(/^\d\d(\d\d)(\d\d)$/, '$2/$1')
