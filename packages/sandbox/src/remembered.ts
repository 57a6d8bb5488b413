import type { SQLInputValue } from 'node:sqlite'
import type { Keeper } from './kept.ts'

/** How many answers are remembered of one question. */
const maxRemembered = 10_000

/** Answers of questions that are asked again and again, until something is written to a table they are about. */
export interface Remembered {
  /** Rows are shared, and so frozen. */
  all(sql: string, values: readonly SQLInputValue[]): readonly object[]
  /** A statement is about to run: what it may change is forgotten. */
  wrote(sql: string): void
  /** An undone transaction, or a state put in place of another, makes everything forgotten. */
  keeper: Keeper
}

type Answers = Map<string, readonly object[]>

const tablesOf = (sql: string): string[] =>
  Array.from(sql.matchAll(/\b(?:FROM|JOIN) (\w+)/g), ([, table]) => table ?? '')

export function createRemembered(read: (sql: string, values: readonly SQLInputValue[]) => object[]): Remembered {
  const questions = new Map<string, Answers>()
  const aboutTable = new Map<string, Answers[]>()
  const changedBy = new Map<string, string>()

  function ask(sql: string): Answers {
    const answers: Answers = new Map()
    questions.set(sql, answers)
    for (const table of tablesOf(sql)) aboutTable.set(table, [...(aboutTable.get(table) ?? []), answers])
    return answers
  }
  function changed(sql: string): string {
    const [, table = ''] = /^(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)/.exec(sql) ?? []
    changedBy.set(sql, table)
    return table
  }
  const forget = (): void => questions.forEach((answers) => answers.clear())
  return {
    all(sql, values) {
      const answers = questions.get(sql) ?? ask(sql)
      const key = values.join('\n')
      const known = answers.get(key)
      if (known) return known
      if (answers.size >= maxRemembered) answers.clear()
      const rows = read(sql, values)
      rows.forEach(Object.freeze)
      answers.set(key, rows)
      return rows
    },
    wrote(sql) {
      const table = changedBy.get(sql) ?? changed(sql)
      if (table === '') return forget()
      for (const answers of aboutTable.get(table) ?? []) answers.clear()
    },
    keeper: { mark: () => 0, undo: forget, write: () => {}, end: () => {}, forget },
  }
}
