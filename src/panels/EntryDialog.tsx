// A native list box has no years, no sources and no headings that stay.
// oxlint-disable jsx-a11y/prefer-tag-over-role
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import '#panels/picker.css'
import type { Entry, Kind } from '#catalog/entry.ts'
import { EntryDetail } from '#panels/EntryDetail.tsx'
import { likeliest, type Listed, listed, matching } from '#panels/entry-search.ts'
import { IconButton } from '#panels/IconButton.tsx'
import { useApp, useWords } from '#panels/use-app.ts'

type Props = {
  kind: Kind
  current?: string
  other?: { readonly name: string; readonly onPick: () => void }
  onPick: (id: string) => void
  onClose: () => void
}

/** Rows that PageUp and PageDown skip. */
const PAGE = 8

/** The catalogue of one kind: searched by typing, walked by arrows, taken by Enter. */
export function EntryDialog({ kind, current, other, onPick, onClose }: Props) {
  const words = useWords().objective.picker
  const definitions = useApp(({ setup }) => setup.definitions)
  const host = useRef<HTMLDialogElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState(current)
  const list = useId()

  const found = matching(listed(kind, definitions), query, words.groups)
  const all = found.flatMap(({ entries }) => entries)
  const active = all.find(({ id }) => id === chosen) ?? likeliest(found, query)
  const optionId = (id: string) => `${list}-${id}`
  // Walking fast leaves the typesetting of what is passed by.
  const detailed = useDeferredValue(active)

  useEffect(() => {
    // The page behind is inert, focus stays inside, and Esc closes: the browser's own.
    host.current?.showModal()
    search.current?.focus()
  }, [])

  const activeId = active?.id
  useEffect(() => {
    if (activeId)
      document.getElementById(`${list}-${activeId}`)?.scrollIntoView({ block: 'nearest' })
  }, [activeId, list])

  // Only what is not behind an open dialog can take the focus back.
  function pick(id: string) {
    host.current?.close()
    // What is there already stays as it was set.
    if (id !== current) onPick(id)
  }

  function keys(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const at = active ? all.indexOf(active) : 0
    const last = all.length - 1
    const to: Readonly<Record<string, number>> = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at === 0 ? last : at - 1,
      PageDown: Math.min(last, at + PAGE),
      PageUp: Math.max(0, at - PAGE),
    }
    if (event.key === 'Enter') {
      // Where nothing was looked for, nothing was chosen.
      if (query === '' && chosen === current) host.current?.close()
      else if (active) pick(active.id)
    } else if (event.key in to) setChosen(all[to[event.key] ?? 0]?.id)
    else return
    event.preventDefault()
  }

  return createPortal(
    <dialog
      ref={host}
      className="picker"
      aria-label={words.titles[kind]}
      onClose={onClose}
      // A press beside the dialog is one on its backdrop, which is the dialog itself.
      onPointerDown={(event) => event.target === host.current && host.current.close()}
      // The keys of the page behind rest.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className="picker-frame">
        <header className="picker-head">
          <h2>{words.titles[kind]}</h2>
          {other && (
            <button
              type="button"
              className="button outlined"
              onClick={() => {
                host.current?.close()
                other.onPick()
              }}
            >
              {other.name}
            </button>
          )}
          <IconButton icon="close" name={words.close} onClick={() => host.current?.close()} />
        </header>
        <input
          ref={search}
          className="number picker-search"
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={active && optionId(active.id)}
          aria-label={words.search}
          placeholder={words.placeholder}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setChosen(event.target.value === '' ? current : undefined)
          }}
          onKeyDown={keys}
        />
        <output className="spoken">{words.found(all.length)}</output>
        <div className="picker-body">
          <div className="picker-list" role="listbox" id={list} aria-label={words.titles[kind]}>
            {found.map((group) => (
              <Group
                key={group.id}
                group={group}
                active={active?.id}
                current={current}
                optionId={optionId}
                onPoint={setChosen}
                onPick={pick}
              />
            ))}
          </div>
          {all.length === 0 && <p className="picker-none">{words.none}</p>}
          {detailed && <EntryDetail key={detailed.id} entry={detailed} />}
        </div>
      </div>
    </dialog>,
    document.body,
  )
}

type GroupProps = {
  group: Listed
  active: string | undefined
  current: string | undefined
  optionId: (id: string) => string
  onPoint: (id: string) => void
  onPick: (id: string) => void
}

function Group({ group, active, current, optionId, onPoint, onPick }: GroupProps) {
  const words = useWords().objective.picker
  const heading = useId()
  return (
    <div role="group" aria-labelledby={heading}>
      <div className="picker-group" id={heading}>
        {words.groups[group.id]}
      </div>
      {group.entries.map((entry) => (
        <Option
          key={entry.id}
          entry={entry}
          id={optionId(entry.id)}
          active={entry.id === active}
          current={entry.id === current}
          onPoint={onPoint}
          onPick={onPick}
        />
      ))}
    </div>
  )
}

type OptionProps = {
  entry: Entry
  id: string
  active: boolean
  current: boolean
  onPoint: (id: string) => void
  onPick: (id: string) => void
}

/** A row: keys stay in the search field, which walks the rows. */
function Option({ entry, id, active, current, onPoint, onPick }: OptionProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="option"
      id={id}
      className="picker-row"
      aria-selected={active}
      aria-current={current || undefined}
      // Not on entering: rows that scroll under a resting pointer do not take over.
      onPointerMove={() => !active && onPoint(entry.id)}
      onClick={() => onPick(entry.id)}
    >
      <span className="picker-title" lang="en">
        {entry.title}
      </span>
      <span className="picker-year">{entry.year ?? ''}</span>
      <span className="picker-source" lang="en">
        {entry.source}
      </span>
    </div>
  )
}
