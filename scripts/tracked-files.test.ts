import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const git = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
const tracked =
  git.status === 0
    ? git.stdout.split('\0').filter((file) => file && existsSync(join(root, file)))
    : []

/** Folders that exist on one machine only, and hosts that packages are fetched from. */
const ofOneMachine =
  /(?<![\w.-])\/(work|farm|tmp|root)\/|\/\/(registry|mirror|proxy|nexus|artifactory)[\w-]*\./

test.skipIf(tracked.length === 0)('no tracked file names a place of one machine', () => {
  const naming = tracked.filter((file) =>
    ofOneMachine.test(readFileSync(join(root, file), 'latin1')),
  )
  expect(naming).toEqual([])
})

type Lock = {
  packages: Record<string, { resolved?: string; optionalDependencies?: Record<string, string> }>
}

const { packages }: Lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))

test('package-lock.json names no place that packages were fetched from', () => {
  expect(Object.keys(packages).filter((path) => packages[path]?.resolved)).toEqual([])
})

// `npm ci` refuses a lock that knows the binaries of one machine only.
test('package-lock.json has the binaries of every platform', () => {
  const names = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)))
  const optional = Object.values(packages).flatMap((each) =>
    Object.keys(each.optionalDependencies ?? {}),
  )
  expect(optional.filter((name) => !names.has(name))).toEqual([])
})
