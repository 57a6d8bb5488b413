import type { Fields } from '@asinx-pay/core'
import type { Commands, Views } from '../../shared/bridge.ts'

type Asked<Row> = Row extends { input: infer Input } ? Input : Row extends { params: infer Params } ? Params : never
type Answered<Row> = Row extends { output: infer Output } ? Output : never

/** Commands or views of an area: the fields a window may pass, and what answers when they are right. */
export type Table<Rows> = {
  [Name in keyof Rows]: { fields: Fields; run: (asked: Asked<Rows[Name]>) => Promise<Answered<Rows[Name]>> }
}

/** Everything a window can ask besides calls of the API. */
export interface Areas {
  commands: Table<Commands>
  views: Table<Views>
}
