/** A picture that lives in a node: `update` as often as you like (it draws once a frame), `destroy` once. */
export type Plot<P> = { readonly update: (props: P) => void; readonly destroy: () => void }

/** A rectangle of the plane: x0, x1, y0, y1 with x0 < x1 and y0 < y1. */
export type Rect = readonly [x0: number, x1: number, y0: number, y1: number]

/** Where a gesture is: under way, or over (then it is one step of undo). */
export type Phase = 'move' | 'end'
