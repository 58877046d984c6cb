import { words } from '#i18n/words.ts'
import { curvesProps } from '#panels/curves-reading.ts'
import { stageProps } from '#panels/stage-reading.ts'
import { curvesSvg } from '#export/curves-svg.ts'
import { blobOf } from '#export/in-slices.ts'
import { csvParts } from '#export/race-csv.ts'
import { raceJsonParts } from '#export/race-json.ts'
import { stageSvg } from '#export/stage-svg.ts'
import { surfaceRamp, type Theme, type ThemeName, themes } from '#plots/colors.ts'
import { type Levels, spreadLevels } from '#plots/levels.ts'
import { paint } from '#plots/picture.ts'
import type { Field } from '#plots/stage-props.ts'
import { surfaceEntry } from '#setup/objective-values.ts'
import { readyOf } from '#store/ready.ts'
import type { State } from '#store/state.ts'
import { hasClouds } from '#store/swarm-scene.ts'

/** A file to be saved. */
export type SavedFile = { readonly name: string; readonly blob: Blob }

/** The race as computed: a table, or everything; null while the page has not all of it. */
export async function dataFile(state: State, kind: 'csv' | 'json'): Promise<SavedFile | null> {
  const { setup, results } = state
  if (!isWhole(state)) return null
  const parts =
    kind === 'csv'
      ? csvParts(setup, results.trajectories)
      : raceJsonParts(setup, readyOf(setup), results.trajectories, [])
  const type = kind === 'csv' ? 'text/csv' : 'application/json'
  return { name: `${stem(state)}.${kind}`, blob: await blobOf(parts, type) }
}

/** True when what the page has computed is of the setup that it shows. */
export const isWhole = ({ setup, results }: Pick<State, 'setup' | 'results'>): boolean =>
  results.status === 'done' && results.trajectories.length === setup.runs.length

/** A picture of the stage or the curves, in a theme of its own. */
export async function pictureFile(
  state: State,
  figure: 'stage' | 'curves',
  theme: ThemeName,
  kind: 'svg' | 'png',
): Promise<SavedFile> {
  const svg =
    figure === 'stage' ? stagePicture(state, themes[theme]) : curvesPicture(state, themes[theme])
  const blob = new Blob([svg], { type: 'image/svg+xml' })
  const name = `${stem(state)}-${figure}.${kind}`
  return { name, blob: kind === 'svg' ? blob : await rasterised(blob) }
}

const stem = ({ setup }: State) =>
  `ravine-${readyOf(setup).surface.id}-${setup.runs.length}run${setup.runs.length === 1 ? '' : 's'}`

/** Characters of a formula that a title has room for. */
const LONGEST = 160

const surfaceTitle = ({ setup: { objective } }: State) =>
  objective.kind === 'catalog' ? surfaceEntry(objective.id).title : shortened(objective.formula)

/** A formula that would fill the picture is cut. */
const shortened = (formula: string) =>
  formula.length > LONGEST ? `${formula.slice(0, LONGEST - 1)}…` : formula

function titleOf(state: State): string {
  const { exporting, stage } = words(state.view.lang)
  const step = exporting.at(Math.floor(state.view.step))
  return `${stage.name}: ${surfaceTitle(state)}, ${step}`
}

function stagePicture(state: State, theme: Theme): string {
  const props = { ...stageProps(state), theme }
  const { field, dims, labels } = props
  const given = props.respread ? null : props.levels
  const levels = given ?? (field ? spreadLevels(field.values) : [])
  const value = props.respread ? labels.valueHere : labels.value
  const image = field && dims === 2 ? addressOf(field, levels, theme) : null
  // Points are on the GPU's canvas alone: the picture says that it lacks them.
  const { without } = words(state.view.lang).swarm
  const title = hasClouds(state) ? without(titleOf(state)) : titleOf(state)
  return stageSvg({ ...props, levels, value, image, title })
}

function curvesPicture(state: State, theme: Theme): string {
  const { curves } = words(state.view.lang)
  const title = `${curves.label}: ${surfaceTitle(state)}`
  return curvesSvg({ ...curvesProps(state), theme, title })
}

/** A field in its colours, as the address of an image. */
function addressOf(field: Field, levels: Levels, theme: Theme): string {
  const canvas = document.createElement('canvas')
  canvas.width = field.nx
  canvas.height = field.ny
  const bytes = paint(field, levels, surfaceRamp(theme))
  canvas.getContext('2d')?.putImageData(new ImageData(bytes, field.nx, field.ny), 0, 0)
  return canvas.toDataURL('image/png')
}

/** Pixels of a picture for each of the screen's. */
const DENSITY = 2

/** An SVG as a PNG. */
async function rasterised(svg: Blob): Promise<Blob> {
  const address = URL.createObjectURL(svg)
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * DENSITY
    canvas.height = image.naturalHeight * DENSITY
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise<Blob>((done, failed) => {
      canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/png')
    })
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** Milliseconds after which a browser has surely begun to read a file it saves. */
const READ = 10_000

/** Hands a file to the browser's downloads. */
export function save({ name, blob }: SavedFile): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), READ)
}
