/** English words of the merchant's account over time. */
export const account = {
  account: {
    title: 'Merchant account',
    range: 'Time shown',
    history: 'What was available, by day',
    chartEmpty: 'Two days are needed to draw a line. Each time the balance is asked for, it is noted here.',
    source: 'As asked by this console, the last time of each day. A day without an answer is shown as the day before.',
    closed: 'At the end of the day',
    low: 'Lowest',
    high: 'Highest',
    topUps: 'Paid into the account',
    topUpsDoc: 'As the vendor lists it, page by page.',
    failed: 'The balance could not be asked for',
  },
}
