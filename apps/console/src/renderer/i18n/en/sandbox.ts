/** English words of the sandbox inside the console. */
export const sandbox = {
  sandbox: {
    title: 'Sandbox',
    running: 'Running',
    stopped: 'Stopped',
    outside: 'Started elsewhere',
    runningText: 'The API simulated on this computer, with play money. It starts with the console until you stop it.',
    stoppedText: 'Calls of its profile fail until it runs. Its users, cards and orders are kept.',
    outsideText: 'The console was told to use this one; it is started and stopped there.',
    start: 'Start',
    stop: 'Stop',
    open: 'Open its control page',
  },
}
