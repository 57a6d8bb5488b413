/** An amount that may be zero, such as `12.50`; as a pattern of the whole text. */
export const amountPattern = '(0|[1-9]\\d{0,11})(\\.\\d{1,4})?'

/** A card with less than this on it is low, unless its profile says otherwise; in the card's currency. */
export const usualLowBelow = '10.00'
