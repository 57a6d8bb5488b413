import { mountConsole } from '../main.ts'
import { createFakeBridge, type FakeOptions } from './fake-bridge.ts'

/** What the fake does is said in the query of the address: `?{"fresh":true}`. */
const said = decodeURIComponent(window.location.search.slice(1))
mountConsole(createFakeBridge(said === '' ? {} : (JSON.parse(said) as FakeOptions)))
