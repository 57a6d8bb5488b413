import { createHash } from 'node:crypto'

/** The one style sheet of the page: light and dark by the reader's own setting. */
export const style = `
:root { color-scheme: light dark; --ink: light-dark(#16181d, #e8eaf0); --soft: light-dark(#565d6b, #a0a8b7);
  --line: light-dark(#e3e6ec, #2a2f3a); --edge: light-dark(#8a91a0, #687183); --page: light-dark(#f7f8fa, #101319);
  --sheet: light-dark(#fff, #171b23); --accent: light-dark(#0b6b4f, #4fc79c); --danger: light-dark(#a4231a, #ff9c93);
  --good: light-dark(#dff3ea, #12382c); --warn: light-dark(#fdf0d5, #3d3113); --bad: light-dark(#fde6e4, #43201d) }
* { box-sizing: border-box }
body { margin: 0; font: 14px/1.45 system-ui, sans-serif; font-variant-numeric: tabular-nums; color: var(--ink);
  background: var(--page) }
a { color: var(--accent); text-underline-offset: 2px }
header, main { max-width: 1280px; margin: 0 auto; padding: 0 24px }
header { padding-top: 18px } main { padding-bottom: 72px }
.top { display: flex; gap: 4px 20px; align-items: baseline; flex-wrap: wrap }
.top p { margin: 0; color: var(--soft) } .top .brand { font-weight: 600; font-size: 15px; color: var(--ink) }
.top p:last-child { margin-left: auto }
nav { display: flex; flex-wrap: wrap; gap: 2px; margin: 12px 0 0; border-bottom: 1px solid var(--line) }
nav a { padding: 7px 12px; color: var(--soft); text-decoration: none; border-bottom: 2px solid transparent;
  margin-bottom: -1px }
nav a:hover { color: var(--ink) } nav a[aria-current] { color: var(--ink); border-color: var(--accent); font-weight: 600 }
.skip { position: absolute; left: -999px } .skip:focus { position: static }
h1 { font-size: 20px; margin: 22px 0 12px; letter-spacing: -.01em } h2 { font-size: 14px; margin: 28px 0 8px }
.lead { margin: -6px 0 12px; color: var(--soft); max-width: 76ch }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 10px; margin: 0 }
dl > div { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 10px 14px; min-width: 0 }
dt { color: var(--soft); font-size: 12px } dd { margin: 2px 0 0; overflow-wrap: anywhere }
dl.figures dd { font-size: 21px }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th, td { padding: 6px 12px; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap;
  vertical-align: middle }
tr:last-child td { border-bottom: 0 } th { color: var(--soft); font-weight: 500; font-size: 12px }
td.wide { white-space: normal; min-width: 200px; overflow-wrap: anywhere } .n { text-align: right }
.empty { padding: 14px; color: var(--soft); margin: 0 }
.filter { display: flex; flex-wrap: wrap; gap: 4px 14px; margin: 0 0 12px } .filter [aria-current] { font-weight: 600;
  color: var(--ink); text-decoration: none }
.pager { display: flex; gap: 16px; margin: 8px 2px 0 }
.deeds { display: flex; flex-wrap: wrap; gap: 6px }
form { display: inline-flex; flex-wrap: wrap; gap: 6px; margin: 0; align-items: end }
.panel { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; display: flex;
  flex-wrap: wrap; gap: 12px 24px; align-items: end }
.panel form { gap: 10px } .panel select { max-width: 270px } .panel + .panel, .panel + dl, .sheet + .panel { margin-top: 10px } .panel p { flex-basis: 100%; margin: 0 }
.panel.ask { border-color: var(--danger); align-items: center; margin-bottom: 12px } .panel.ask p { flex-basis: auto }
label { display: inline-flex; flex-direction: column; gap: 2px; font-size: 12px; color: var(--soft) }
input, select, button { font: inherit; font-size: 13px; min-height: 28px; padding: 2px 9px; border-radius: 6px;
  border: 1px solid var(--edge); background: var(--sheet); color: var(--ink) }
input { width: 150px } td input { width: 74px } input[inputmode] { text-align: right; width: 96px }
td input[inputmode] { width: 74px } input.long { width: 300px } .panel a { line-height: 28px }
button { color: var(--accent); cursor: pointer } button:hover { background: var(--good) }
button.danger { color: var(--danger) } button.danger:hover { background: var(--bad) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.mark { display: inline-block; padding: 0 8px; border-radius: 99px; font-size: 12px; background: var(--line) }
.mark.good { background: var(--good) } .mark.warn { background: var(--warn) } .mark.bad { background: var(--bad) }
.note { border-left: 3px solid var(--accent); padding: 2px 12px; margin: 0 0 16px } .note.bad { border-color: var(--danger);
  background: none }
code, pre { font: 12px/1.5 ui-monospace, monospace } pre { margin: 6px 0; white-space: pre-wrap }
summary { cursor: pointer; color: var(--accent) }
@media (max-width: 640px) { header, main { padding-left: 12px; padding-right: 12px } .top p:last-child { margin-left: 0 } }
`

/** Its one style sheet by its hash, and forms: the page runs no script and loads nothing. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

export const pageHeaders = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
}
