/** English words of the command palette. */
export const palette = {
  palette: {
    title: 'Search or run a command',
    hint: 'Last four digits, id, tag, user, order, notify or command',
    button: 'Search',
    actions: 'Commands',
    recharges: 'Recharge',
    users: 'Users',
    calls: 'Calls and orders',
    recharge: 'Recharge {card}',
    reconcile: 'Reconcile the journal with the vendor',
    refused: 'Refused notifies',
    profile: 'Switch to {name}',
    theme: 'Theme: {name}',
    none: 'Nothing fits. Try the last four digits, an id or part of a command.',
    move: 'Move',
    choose: 'Choose',
    key: 'Search or run a command anywhere',
  },
}
