/** Lists whose filters can be saved under a name. */
export type ViewArea = 'transactions'

/** A filter that a person saved, as the address of its list has it. */
export interface SavedView {
  id: number
  name: string
  /** JSON: members of the address to their text. */
  filter: string
}

export interface SavedViewCommands {
  /** A name that is there already takes the new filter. */
  'view.save': { input: { area: ViewArea; name: string; filter: string }; output: null }
  'view.remove': { input: { id: number }; output: null }
}

export interface SavedViewViews {
  savedViews: { params: { area: ViewArea }; output: SavedView[] }
}

export interface SavedViewEvents {
  'views.changed': null
}
