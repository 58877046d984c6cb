import { defaultView } from '#setup/default-setup.ts'
import { type Field, fieldKeys, fields, type Scene } from '#setup/fields.ts'
import { withLengths } from '#setup/finish-setup.ts'
import { escapeValue } from '#setup/percent.ts'
import type { LinkView, Setup } from '#setup/setup.ts'
import { VERSION } from '#setup/upgrades.ts'

/** The link of a setup, and of a view where one is to be fixed: `#v=1&f=rosenbrock&…`. */
export function encodeLink(setup: Setup, view: LinkView = defaultView): string {
  const scene: Scene = { ...withLengths(setup), ...view }
  const texts = fieldKeys.flatMap((key) => printField(scene, key))
  return `#${[`v=${VERSION}`, ...texts].join('&')}`
}

function printField<K extends keyof Scene>(
  scene: Scene,
  key: K,
  field: Field<Scene[K]> = fields[key],
): string[] {
  return field.print(scene[key], scene).map((text) => `${field.name}=${escapeValue(text)}`)
}
