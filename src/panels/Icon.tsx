/** Strokes on a 16 px grid. */
const paths = {
  play: 'M5 3.2v9.6L12.6 8Z',
  pause: 'M5.2 3.2v9.6M10.8 3.2v9.6',
  back: 'M11.5 3.6v8.8L5.6 8ZM4 3.6v8.8',
  forward: 'M4.5 3.6v8.8L10.4 8ZM12 3.6v8.8',
  restart: 'M3.4 5.6A5.3 5.3 0 1 1 2.7 8.4M3.2 2.4v3.4h3.4',
  loop: 'M3 7.4A3.6 3.6 0 0 1 6.6 4H12M10 2l2 2-2 2M13 8.6A3.6 3.6 0 0 1 9.4 12H4M6 14l-2-2 2-2',
  undo: 'M6 3 2.8 6.2 6 9.4M3 6.2h6.4a3.4 3.4 0 0 1 0 6.8H7',
  redo: 'm10 3 3.2 3.2L10 9.4M13 6.2H6.6a3.4 3.4 0 0 0 0 6.8H9',
  link: 'M6.8 9.2a2.7 2.7 0 0 0 3.8 0l2.2-2.2a2.7 2.7 0 0 0-3.8-3.8l-.9.9M9.2 6.8a2.7 2.7 0 0 0-3.8 0L3.2 9A2.7 2.7 0 0 0 7 12.8l.9-.9',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1.4v1.4M8 13.2v1.4M1.4 8h1.4M13.2 8h1.4M3.3 3.3l1 1M11.7 11.7l1 1M3.3 12.7l1-1M11.7 4.3l1-1',
  moon: 'M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8Z',
  close: 'm4 4 8 8M12 4l-8 8',
} as const

/** A small picture beside or instead of words; the name is its button's. */
export function Icon({ name }: { name: keyof typeof paths }) {
  const solid = name === 'play' || name === 'back' || name === 'forward'
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" data-solid={solid || undefined}>
      <path d={paths[name]} />
    </svg>
  )
}
