/** Runs a job for each of many things, a few at a time; the first that throws ends it. */
export async function pool<Thing, Answer>(
  things: readonly Thing[],
  width: number,
  job: (thing: Thing) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < things.length) {
      const at = next++
      answers[at] = await job(things[at] as Thing)
    }
  }
  try {
    await Promise.all(Array.from({ length: Math.min(width, things.length) }, worker))
    return answers
  } finally {
    // What runs still ends by itself; nothing more is begun.
    next = things.length
  }
}
