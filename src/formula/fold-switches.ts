import type { Expr, Line, Program } from '#formula/expr.ts'
import { addNames } from '#formula/read-names.ts'

/** A switch's place in its words, from 0. */
export type SwitchValue = { readonly value: number; readonly words: readonly string[] }

/**
 * The program for one setting of its switches: a switch becomes its value, a word its place, and
 * every comparison, connective and condition that numbers decide is decided. Arithmetic stays as
 * written. A line that is left as `momentum = momentum` hands nothing on and goes.
 */
export function foldSwitches(
  program: Program,
  switches: ReadonlyMap<string, SwitchValue>,
): Program {
  const known = new Map<string, number>()
  for (const { words } of switches.values()) words.forEach((word, place) => known.set(word, place))
  for (const [name, { value }] of switches) known.set(name, value)
  return foldLines(program, known)
}

type Known = ReadonlyMap<string, number>

function foldLines(lines: Program, known: Known): Line[] {
  return lines.flatMap((line): Line[] => {
    switch (line.kind) {
      case 'assign': {
        const value = fold(line.value, known)
        const idle = line.name === 'momentum' && value.kind === 'name' && value.name === line.name
        return idle && line.value.kind === 'cond' ? [] : [{ ...line, value }]
      }
      case 'value':
        return [{ ...line, value: fold(line.value, known) }]
      case 'state': {
        const states = line.states.map((state) => ({ ...state, value: fold(state.value, known) }))
        return [{ ...line, states }]
      }
      case 'repeat':
        return [{ ...line, body: foldLines(line.body, known) }]
    }
  })
}

type BinaryExpr = Extract<Expr, { kind: 'binary' }>

function fold(expr: Expr, known: Known): Expr {
  switch (expr.kind) {
    case 'num':
      return expr
    case 'name': {
      const value = known.get(expr.name)
      return value === undefined ? expr : literal(value, expr.at)
    }
    case 'call':
      return { ...expr, args: expr.args.map((arg) => fold(arg, known)) }
    case 'unary': {
      if (expr.op === '-') return { ...expr, a: fold(expr.a, known) }
      const a = truth(expr.a, known)
      const value = constant(a)
      return value === undefined ? { ...expr, a } : literal(isTrue(value) ? 0 : 1, expr.at)
    }
    case 'cond': {
      const c = truth(expr.c, known)
      const value = constant(c)
      if (value !== undefined) return fold(isTrue(value) ? expr.a : expr.b, known)
      return { ...expr, c, a: fold(expr.a, known), b: fold(expr.b, known) }
    }
    case 'binary':
      return foldBinary(expr, known)
  }
}

function foldBinary(expr: BinaryExpr, known: Known): Expr {
  if (expr.op === 'and' || expr.op === 'or') {
    const folded = connective(expr, known)
    // `a and 1` is not a, but 1 or 0
    return isLogical(folded)
      ? folded
      : { ...expr, a: folded, b: literal(expr.op === 'and' ? 1 : 0, expr.b.at) }
  }
  const [a, b] = [fold(expr.a, known), fold(expr.b, known)]
  const [left, right] = [constant(a), constant(b)]
  const compare = COMPARE[expr.op]
  if (!compare || left === undefined || right === undefined) return { ...expr, a, b }
  return literal(compare(left, right) ? 1 : 0, expr.at)
}

/** What `a and b`, `a or b` comes to where only its truth matters. */
function connective(expr: BinaryExpr, known: Known): Expr {
  const [a, b] = [truth(expr.a, known), truth(expr.b, known)]
  for (const [side, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const value = constant(side)
    if (value === undefined) continue
    const decides = isTrue(value) === (expr.op === 'or')
    if (decides) return literal(expr.op === 'or' ? 1 : 0, expr.at)
    const last = constant(other)
    return last === undefined ? other : literal(isTrue(last) ? 1 : 0, expr.at)
  }
  return { ...expr, a, b }
}

/** The expression folded for a place where only its truth matters. */
function truth(expr: Expr, known: Known): Expr {
  const connects = expr.kind === 'binary' && (expr.op === 'and' || expr.op === 'or')
  return connects ? connective(expr, known) : fold(expr, known)
}

const isTrue = (value: number) => value !== 0 && !Number.isNaN(value)

/** True of what is always 1 or 0. A number among the results here is one of these. */
const isLogical = (expr: Expr) =>
  expr.kind === 'num' ||
  (expr.kind === 'unary' && expr.op === 'not') ||
  (expr.kind === 'binary' && (expr.op === 'and' || expr.op === 'or' || expr.op in COMPARE))

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
}

function constant(expr: Expr): number | undefined {
  if (expr.kind === 'num') return expr.value
  if (expr.kind !== 'unary' || expr.op !== '-') return undefined
  const value = constant(expr.a)
  return value === undefined ? undefined : -value
}

function literal(value: number, at: number): Expr {
  if (value >= 0) return { kind: 'num', value, at }
  return { kind: 'unary', op: '-', a: { kind: 'num', value: -value, at }, at }
}

/**
 * The program without what reaches no output: assignments never read again in this step or, by
 * state, in a later one; states nobody reads; `repeat`s left empty. A bare expression is an
 * output; where `outputs` names none (a surface), so is the last line.
 */
export function dropDead(program: Program, outputs: readonly string[]): Program {
  const ends = new Set(outputs.length > 0 ? outputs : lastAssigned(program))
  const states = program.flatMap((line) => (line.kind === 'state' ? line.states : []))
  const wanted: Wanted = { carried: new Set(), loops: new Map() }
  // Each pass learns what later steps and later rounds of a `repeat` read; until nothing is new.
  for (;;) {
    const before = size(wanted)
    const { lines, live } = backwards(program, new Set([...ends, ...wanted.carried]), wanted)
    for (const { name } of states) if (live.has(name)) wanted.carried.add(name)
    if (size(wanted) === before) return lines
  }
}

/** States read at the start of a step, and names read at the start of each round of a `repeat`. */
type Wanted = { readonly carried: Set<string>; readonly loops: Map<Line, Set<string>> }

const size = ({ carried, loops }: Wanted) =>
  carried.size + [...loops.values()].reduce((sum, names) => sum + names.size, 0)

/** The lines that matter when `live` is read after them, and the names read before them. */
function backwards(lines: readonly Line[], live: Set<string>, wanted: Wanted) {
  const kept: Line[] = []
  for (const line of lines.toReversed()) {
    switch (line.kind) {
      case 'assign':
        if (!live.delete(line.name)) break
        addNames(line.value, live)
        kept.push(line)
        break
      case 'value':
        addNames(line.value, live)
        kept.push(line)
        break
      case 'state': {
        const states = line.states.filter(({ name }) => wanted.carried.has(name))
        for (const { value } of states) addNames(value, live)
        if (states.length > 0) kept.push({ ...line, states })
        break
      }
      case 'repeat': {
        if (line.count === 0) break
        const again = wanted.loops.get(line) ?? new Set()
        wanted.loops.set(line, again)
        const body = backwards(line.body, new Set([...live, ...again]), wanted)
        if (line.count > 1) for (const name of body.live) again.add(name)
        live = body.live
        if (body.lines.length > 0) kept.push({ ...line, body: body.lines })
      }
    }
  }
  return { lines: kept.toReversed(), live }
}

/** The name assigned last: the value of a program that ends in no bare expression. */
function lastAssigned(lines: readonly Line[]): string[] {
  for (const line of lines.toReversed()) {
    if (line.kind === 'value') return []
    if (line.kind === 'assign') return [line.name]
    const inside = line.kind === 'repeat' && line.count > 0 ? lastAssigned(line.body) : []
    if (inside.length > 0) return inside
  }
  return []
}
