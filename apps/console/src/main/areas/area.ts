import type { Fields } from '@asinx-pay/core'
import type { Commands, Views } from '../../shared/bridge.ts'

type Asked<Row> = Row extends { input: infer Input } ? Input : Row extends { params: infer Params } ? Params : never
type Answered<Row> = Row extends { output: infer Output } ? Output : never

interface Row<Asked, Answered> {
  fields: Fields
  run: (asked: Asked) => Promise<Answered>
  /** Answered while the console is locked, too. */
  whileLocked?: true
}

/** Commands or views of an area: the fields a window may pass, and what answers when they are right. */
export type Table<Rows> = {
  [Name in keyof Rows]: Row<Asked<Rows[Name]>, Answered<Rows[Name]>>
}

/** Everything a window can ask besides calls of the API. */
export interface Areas {
  commands: Table<Commands>
  views: Table<Views>
}
