/** TypeScript value carried by each plain kind. Money and dates stay text: binary floats must never touch them. */
interface Plain {
  text: string
  integer: number
  /** Decimal text such as `"16.00"`, never a float. */
  money: string
  /** Decimal text such as `"0.01"` for one per cent. */
  rate: string
  flag: boolean
  /** `YYYY-MM-DD`. */
  date: string
  /** Milliseconds since 1970, UTC. */
  instant: number
  /** `data:<mime>;base64,<one line>`. */
  image: string
}

/** Where a fact comes from: the published document, the vendor's demo code or Chinese README, or our own assumption. */
export type Source = 'published' | 'demo' | 'assumed'

interface Common {
  /** Short name for forms and tables, in Title Case. */
  label: string
  /** One sentence for forms, docs and tooltips. */
  doc: string
  example?: string | number | boolean
  optional?: true
  /** Required after all when another field has this value. */
  requiredWhen?: { field: string; is: string }
  /** Tells nothing, and is absent, unless another field has this value. */
  onlyWhen?: { field: string; is: string }
  /** Never logged, echoed in errors, or shown unmasked. */
  secret?: true
  /** How a secret is masked: a PAN keeps its last four digits, everything else vanishes. */
  mask?: 'pan'
  /** Absent means published. */
  source?: Source
  /** Where the values a caller may pass can be listed. */
  pickFrom?: PickList
}

/** A read whose entries are the values of a field: `value` is the member to pass, `label` the members people know it by. */
export interface PickList {
  endpoint: string
  value: string
  label: readonly string[]
  /** A member that is false on entries not to choose. */
  unless?: string
}

/** One answer of a `choice`, with the vendor's own words for it. */
export interface Option {
  text: string
  /** Kind of card the value occurs with, where the vendor says. */
  nature?: 'VIRTUAL' | 'PHYSICAL'
  /** On a state: the states that may come next. Assumed. */
  leadsTo?: readonly string[]
  /** Values it goes back to when what was under way fails: the ones it came from. */
  fallsBackTo?: readonly string[]
  /** On a state: the vendor is still at work on it, so the next one may be true already. Assumed. */
  passing?: true
}

/** One field of a request, reply or notify as plain data: its kind, words, and whether it is optional or secret. */
export type Field =
  | (Common & { kind: Exclude<keyof Plain, 'text' | 'image'> })
  | (Common & {
      kind: 'text'
      /** A whole-value pattern, as source text so that rows stay plain data. */ pattern?: string
      /** Longest text, in UTF-16 units, where it is not `maxTextLength`. */ maxLength?: number
    })
  | (Common & { kind: 'image' })
  | (Common & {
      kind: 'choice'
      options: Readonly<Record<string, Option>>
      /** A request may carry values outside the options. Replies and notifies always may. */ open?: true
      /** By the values of another field of the request: the options that go with them. */ limitedBy?: {
        field: string
        to: Readonly<Record<string, readonly string[]>>
      }
    })
  | (Common & { kind: 'group'; fields: Fields })
  | (Common & { kind: 'list'; item: Fields })

/** Fields by name, in the order they are shown. */
export type Fields = { readonly [name: string]: Field }
/** Kind of a field, which decides its TypeScript value, check and form control. */
export type Kind = Field['kind']

type Value<F extends Field> = F extends { kind: 'choice'; options: infer O }
  ? (keyof O & string) | (string & {})
  : F extends { kind: 'group'; fields: infer G extends Fields }
    ? Values<G>
    : F extends { kind: 'list'; item: infer I extends Fields }
      ? Values<I>[]
      : F extends { kind: infer K extends keyof Plain }
        ? Plain[K]
        : never

type OptionalKey<S extends Fields> = { [K in keyof S]: S[K] extends { optional: true } ? K : never }[keyof S]
type Simplify<T> = { [K in keyof T]: T[K] } & {}

/** The plain object a set of fields describes. */
export type Values<S extends Fields> = Simplify<
  { -readonly [K in Exclude<keyof S, OptionalKey<S>>]: Value<S[K]> } & {
    -readonly [K in OptionalKey<S>]?: Value<S[K]> | undefined
  }
>
