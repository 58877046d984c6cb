import { describe, expect, test } from 'vitest'
import { sceneTexts } from '#i18n/scene-texts.ts'
import { nextScene, sceneNamed, sceneOf } from '#lessons/find-scene.ts'
import { TOPICS } from '#lessons/scene.ts'
import { scenes } from '#lessons/scenes.ts'
import { decodeLink } from '#setup/decode-link.ts'
import { encodeLink } from '#setup/encode-link.ts'

describe.each(scenes.map((scene) => [scene.id, scene] as const))('%s', (id, scene) => {
  test('has a link as the page writes it, with nothing to complain of', () => {
    const { setup, view, problems } = decodeLink(scene.link)
    expect(problems).toEqual([])
    expect(encodeLink(setup, view)).toBe(scene.link)
    expect(scene.link.length).toBeLessThan(400)
  })

  test('is found by its link, whatever the reader’s language and theme', () => {
    expect(sceneNamed(id)).toBe(scene)
    expect(sceneOf(decodeLink(scene.link))).toBe(scene)
    expect(sceneOf(decodeLink(`${scene.link}&lang=zh&theme=dark`))).toBe(scene)
    expect(sceneOf(decodeLink(`${scene.link}&lock=rate`))).toBe(scene)
  })

  test('is not found by a link that says anything else', () => {
    expect(sceneOf(decodeLink(`${scene.link}&colour=red`))).toBeNull()
    expect(sceneOf(decodeLink(`${scene.link}&k=1`))).toBeNull()
    expect(sceneOf(decodeLink(`${scene.link}&view=0,1,0,1`))).toBeNull()
    expect(sceneOf(decodeLink(scene.link.replace(/&T=\d+/, '&T=19')))).toBeNull()
  })

  test.each(['en', 'zh'] as const)('says in %s what to look for and what to try', (lang) => {
    const { title, hint, look, tryIt } = sceneTexts(lang)[id]
    expect(title.length).toBeLessThan(70)
    expect(hint.length).toBeLessThan(60)
    for (const text of [look, tryIt]) expect(text).toMatch(/[.。]$/)
    // What is said must fit over the stage.
    expect(look.length).toBeLessThan(lang === 'en' ? 380 : 190)
  })
})

test('every scene has its own name and link, and no words are left over', () => {
  const ids = scenes.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)])
  expect(new Set(scenes.map(({ link }) => link)).size).toBe(scenes.length)
  for (const lang of ['en', 'zh'] as const)
    expect(Object.keys(sceneTexts(lang)).toSorted()).toEqual(ids.toSorted())
})

test('they stand in course order, and the next is the next', () => {
  const order = scenes.map(({ topic }) => TOPICS.indexOf(topic))
  expect(order).toEqual(order.toSorted((a, b) => a - b))
  expect(new Set(order).size).toBe(TOPICS.length)
  scenes.forEach((scene, i) => expect(nextScene(scene)).toBe(scenes[i + 1] ?? null))
})
