import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The packages that modules come from, each with its licence. A package without a text of its own has
 * to be under Apache-2.0, whose text public/licenses/ has.
 * @param {Iterable<string>} modules paths of files
 */
export function packageLicences(modules) {
  /** @type {Map<string, string>} */
  const found = new Map()
  for (const id of modules) {
    if (!id.includes('/node_modules/') || id.startsWith('\0')) continue
    const folder = packageFolder(dirname(id))
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    )
    const title = `## ${name} - ${version} (${license})`
    if (!found.has(title)) found.set(title, licenceOf(folder, title, license))
  }
  const sections = [...found.keys()].toSorted().map((title) => `${title}\n\n${found.get(title)}`)
  return `# Licences of what the workers hold\n\n${sections.join('\n\n')}\n`
}

/** The folder of the package that a folder is in: the nearest with a named package.json. @param {string} folder @returns {string} */
function packageFolder(folder) {
  const file = join(folder, 'package.json')
  // some folders inside packages have one that only says "type"
  if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version) return folder
  return packageFolder(dirname(folder))
}

/** @param {string} folder @param {string} title @param {string} licence */
function licenceOf(folder, title, licence) {
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each))
  if (file) return readFileSync(join(folder, file), 'utf8').trim()
  if (licence !== 'Apache-2.0') throw new Error(`no licence text for ${title}`)
  return 'Apache License, Version 2.0: see apache-2.0.txt beside this file.'
}
