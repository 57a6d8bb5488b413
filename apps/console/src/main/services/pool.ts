/**
 * Runs a job for each of many things, a few at a time. After one that throws no more are begun, those under way are
 * waited for, and its failure is thrown.
 */
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
      try {
        answers[at] = await job(things[at] as Thing)
      } catch (error) {
        next = things.length
        throw error
      }
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: Math.min(width, things.length) }, worker))
  const failure = ends.find((end) => end.status === 'rejected')
  if (failure) throw failure.reason
  return answers
}
